import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';
import { openStore } from '#server/db/open.ts';
import type { Store } from '#server/db/store.ts';
import { paths } from '#server/paths.ts';

export type TestDatabase = {
  /** What DATABASE_URL would hold on PostgreSQL; the file's path on SQLite. */
  url: string;
  /** A temporary folder of this database's own. */
  dir: string;
  remove: () => Promise<void>;
};

/** The engine that this run of the suite is for. */
export const ENGINE = process.env['TEST_ENGINE'] === 'pg' ? 'pg' : 'sqlite';

/** An empty database on the engine under test. */
export async function freshDatabase(): Promise<TestDatabase> {
  const dir = mkdtempSync(join(tmpdir(), 'askwell-test-'));
  const removeDir = () => rmSync(dir, { recursive: true, force: true });
  if (ENGINE === 'sqlite') return { url: join(dir, 'askwell.db'), dir, remove: async () => removeDir() };
  const name = `askwell_${randomBytes(6).toString('hex')}`;
  const host = encodeURIComponent(inject('pgSocket'));
  const client = new Client(`postgres://postgres@localhost/postgres?host=${host}`);
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  // The database goes with its server; dropping it would kill connections that are just ending.
  return { url: `postgres://postgres@localhost/${name}?host=${host}`, dir, remove: async () => removeDir() };
}

export type FreshStore = Store & { database: TestDatabase; [Symbol.asyncDispose](): Promise<void> };

/** A store with the real migrations, empty; `await using store = await freshStore()` cleans up after itself. */
export async function freshStore(): Promise<FreshStore> {
  const database = await freshDatabase();
  const store = await openStore({
    url: database.url,
    migrations: paths.migrations,
    backups: join(database.dir, 'backups'),
  });
  await store.migrate();
  const remove = async () => {
    await store.close();
    await database.remove();
  };
  return { ...store, database, [Symbol.asyncDispose]: remove };
}
