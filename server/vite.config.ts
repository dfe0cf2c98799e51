import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = join(import.meta.dirname, '..');

/** The server as few files that start fast. better-sqlite3 is native and playwright-core only for recording: both stay in node_modules. */
export default defineConfig({
  root,
  build: {
    ssr: join(root, 'server/main.ts'),
    outDir: join(root, 'dist/server'),
    emptyOutDir: true,
    sourcemap: true,
    target: 'node22',
    rollupOptions: { output: { entryFileNames: 'main.js', chunkFileNames: '[name]-[hash].js' } },
  },
  ssr: { noExternal: true, external: ['better-sqlite3', 'playwright-core'] },
});
