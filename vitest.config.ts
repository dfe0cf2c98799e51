import { defineConfig } from 'vitest/config';
import { findPostgres } from './test/support/pg-binaries.ts';

const [major] = process.versions.node.split('.').map(Number);
if ((major ?? 0) < 22)
  throw new Error(`Node ${process.versions.node} is too old: run the tests with "npm test" or "npx vitest".`);

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'courses', include: ['courses/**/*.test.ts'], environment: 'node' } },
      {
        test: {
          name: 'client',
          include: ['client/**/*.test.{ts,tsx}'],
          environment: 'jsdom',
          setupFiles: ['test/support/client-setup.ts'],
        },
      },
      {
        test: {
          name: 'server',
          include: ['server/**/*.test.ts', 'test/scorm/**/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'api-sqlite',
          include: ['test/api/**/*.test.ts'],
          environment: 'node',
          env: { TEST_ENGINE: 'sqlite' },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'api-pg',
          include: findPostgres() ? ['test/api/**/*.test.ts'] : ['test/support/no-postgres.test.ts'],
          environment: 'node',
          env: { TEST_ENGINE: 'pg' },
          globalSetup: ['test/support/pg-server.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
