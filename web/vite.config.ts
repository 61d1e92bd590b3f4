// How the dashboard is built: plain files in dist/web, nothing inline, so that a strict content security policy holds.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';

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

export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact(), compressedFiles()],
  build: {
    outDir: process.env['WEB_OUT_DIR'] ?? '../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // Names every file with what it brings in: the service reads from it which words to send ahead.
    manifest: 'manifest.json',
    target: 'es2022',
    // What the first page needs comes in one piece: each file more is waited for, on a slow machine above all.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } } },
  },
  // `vite` alone serves the page for development; the service answers on its default port.
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
