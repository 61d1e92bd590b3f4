// How the dashboard is built: plain files in dist/web, nothing inline, so that a strict content security policy holds.
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact()],
  build: {
    outDir: process.env['WEB_OUT_DIR'] ?? '../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // Names every file with what it brings in: how much a first load weighs is tested.
    manifest: 'manifest.json',
    target: 'es2022',
  },
  // `vite` alone serves the page for development; the service answers on its default port.
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
