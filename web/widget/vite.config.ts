// One file without imports, so that one script tag is all a site needs.
import { defineConfig } from 'vite';

export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: {
    target: 'es2022',
    lib: { entry: 'src/main.tsx', formats: ['iife'], name: 'balieWidget', fileName: () => 'widget.js' },
    minify: 'esbuild',
    reportCompressedSize: true,
  },
});
