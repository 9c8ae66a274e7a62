import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Nothing is inlined (no data: URIs, no polyfill script), so the pages run under `script-src 'self'`.
 * In development `npx vite src/web` proxies the API to a server on port 3000.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    reportCompressedSize: true,
    // React, Mantine and the console come as one file, of 180 kB on the line; what is larger is looked at.
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
});
