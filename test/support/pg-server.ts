import type { TestProject } from 'vitest/node';
import { startPostgres } from './private-postgres.ts';

declare module 'vitest' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be added to
  interface ProvidedContext {
    pgSocket: string;
  }
}

/** Global set-up of the api-pg project: a private PostgreSQL on a Unix socket, gone after the run. */
export default function setup(project: TestProject): (() => void) | undefined {
  const postgres = startPostgres({ durable: false });
  if (postgres) project.provide('pgSocket', postgres.socket);
  return postgres?.stop;
}
