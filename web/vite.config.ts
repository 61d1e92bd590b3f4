// How the dashboard is built: plain files in dist/web, nothing inline, so that a strict content security policy holds; and,
// with --ssr, the module that draws its pages in the service.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import preact from '@preact/preset-vite';
import { defineConfig, type BuildOptions, type Plugin } from 'vite';

/** Beside each file what is sent in its place to browsers that take it compressed. */
function compressedFiles(): Plugin {
  return {
    name: 'compressed-files',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const files = Object.keys(bundle).map(async (name) => {
        const path = join(dir, name);
        const content = await readFile(path);
        await writeFile(`${path}.br`, await promisify(brotliCompress)(content));
        await writeFile(`${path}.gz`, await promisify(gzip)(content));
      });
      await Promise.all(files);
    },
  };
}

const outDir = process.env['WEB_OUT_DIR'] ?? '../dist/web';

const pages: BuildOptions = {
  outDir,
  emptyOutDir: true,
  assetsInlineLimit: 0,
  // Names every file with what it brings in: the service reads from it which words to send ahead.
  manifest: 'manifest.json',
  target: 'es2022',
  // What the first page needs comes in one piece: each file more is waited for, on a slow machine above all.
  rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } } },
};

const firstPage: BuildOptions = { outDir: `${outDir}-drawing`, emptyOutDir: true };

export default defineConfig(({ isSsrBuild = false }) => ({
  root: import.meta.dirname,
  plugins: [preact(), ...(isSsrBuild ? [] : [compressedFiles()])],
  build: isSsrBuild ? firstPage : pages,
  // The service has none of the dashboard's packages, and no address of its own.
  ...(isSsrBuild ? { ssr: { noExternal: true }, define: { 'location.origin': '"http://localhost"' } } : {}),
  // `vite` alone serves the page for development; the service answers on its default port.
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
}));
