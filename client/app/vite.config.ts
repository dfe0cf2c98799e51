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
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // Changes with the lock file only, so that an update of ours leaves it in the browser's cache.
            {
              name: 'vendor',
              test: /node_modules[\\/](react|react-dom|scheduler|react-router|i18next|react-i18next|@tanstack)[\\/]/,
            },
            // One file instead of a dozen of a few hundred bytes; dialogs, menus and tables stay with their pages.
            {
              name: 'base',
              test: /client[\\/](api|ui)[\\/](?!dialog|menu|data-table|copy-field|meter|imports|upload|check-field|progress)/,
            },
          ],
        },
      },
    },
  },
});
