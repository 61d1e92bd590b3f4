// Loads a file of the dashboard that needs no browser, with what it imports, so that its rules are tested as they are.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll } from '@jest/globals';
import ts from 'typescript';

const SOURCES = fileURLToPath(new URL('../../../web/src/', import.meta.url));
const OPTIONS = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: false };

/** The source text of a file of the dashboard, such as `theme.css`. */
export function webSource(path: string): string {
  return readFileSync(join(SOURCES, path), 'utf8');
}

/** The exports of a file, such as `charts/forecast.ts`. */
export async function loadWebModule<T>(path: string): Promise<T> {
  const [module] = await loadWebModules<[T]>(path);
  return module;
}

interface Words {
  loadText(language: string): Promise<void>;
  readonly text: { readonly locale: string };
}

/** The exports of a file that speaks to the reader, in a language, with its locale. */
export async function loadInLanguage<T>(path: string, language: string): Promise<{ module: T; locale: string }> {
  const [module, words] = await loadWebModules<[T, Words]>(path, 'text.ts');
  await words.loadText(language);
  return { module, locale: words.text.locale };
}

/** A language is loaded from them when it is asked for: they stay until the last test. */
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** The exports of several files, which share what they import. */
export async function loadWebModules<T extends readonly unknown[]>(...paths: readonly string[]): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'alliance-kpi-web-'));
  folders.push(folder);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const written = new Set<string>();
  const write = (file: string): void => {
    if (written.has(file)) return;
    written.add(file);
    const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions: OPTIONS });
    const target = join(folder, relative(SOURCES, file)).replace(/\.ts$/, '.js');
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
    for (const [, imported = ''] of outputText.matchAll(/(?:from |import\()'(\.[^']+)\.js'/g)) {
      write(join(dirname(file), `${imported}.ts`));
    }
  };
  for (const path of paths) write(join(SOURCES, path));
  const modules = paths.map((path) => import(pathToFileURL(join(folder, path.replace(/\.ts$/, '.js'))).href));
  return (await Promise.all(modules)) as unknown as T;
}
