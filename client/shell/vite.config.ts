import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// The server puts the launch into the built page and serves the rest under /shell/assets.
export default defineConfig({
  root: here('.'),
  base: '/shell/',
  publicDir: false,
  build: {
    outDir: here('../../dist/shell'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
  },
});
