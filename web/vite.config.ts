// How the inbox is built: one page without inline code, hashed files under
// /assets, and nothing that the content security policy would refuse.
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Where a desk runs while one works on the screen; its public URL must be this page's.
const server = process.env.BALIE_DEV_SERVER ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react({ babel: { plugins: ['@lingui/babel-plugin-lingui-macro'] } }), lingui()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    rollupOptions: { input: { index: 'index.html', sandbox: 'sandbox.html' } },
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    chunkSizeWarningLimit: 600,
  },
  server: {
    proxy: { '/api': { target: server, ws: true }, '/sandbox/': { target: server } },
  },
  test: { include: ['src/**/*.test.ts', 'src/**/*.test.tsx'] },
});
