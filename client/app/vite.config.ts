import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The app for agents and trainers; built into dist/app, served by the server at the app's origin. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: '../../dist/app',
    emptyOutDir: true,
    target: 'baseline-widely-available',
    // Nothing is inlined as data: URLs, so that the content security policy can stay strict.
    assetsInlineLimit: 0,
  },
});
