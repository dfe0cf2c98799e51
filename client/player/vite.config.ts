import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The player's words travel beside it; the packager puts them into each lesson. */
const messages: Plugin = {
  name: 'player-messages',
  generateBundle() {
    const source = readFileSync(here('../messages/en/player.json'), 'utf8');
    this.emitFile({ type: 'asset', fileName: 'messages/en.json', source });
  },
};

const baseName = (file: string): string => file.replace(/^.*[/\\]/, '').replace(/\.module\.css.*$/, '');

// One classic script and one style sheet: a package must also play from file:// and in old web views.
export default defineConfig({
  root: here('.'),
  publicDir: false,
  plugins: [react(), messages],
  define: { 'process.env.NODE_ENV': '"production"' },
  css: {
    // Names that depend on nothing but the source, so that every machine builds the same bytes.
    modules: { generateScopedName: (name, file) => `${baseName(file)}__${name}` },
  },
  build: {
    outDir: here('../../dist/player'),
    emptyOutDir: true,
    target: 'es2020',
    cssTarget: ['chrome111', 'safari16.4', 'firefox113'],
    lib: {
      entry: here('./main.tsx'),
      formats: ['iife'],
      name: 'askwell',
      fileName: () => 'player.js',
      cssFileName: 'player',
    },
  },
});
