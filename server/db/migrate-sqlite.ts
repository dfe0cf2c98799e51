import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';

const TABLE = '__drizzle_migrations';

/**
 * Applies what is missing of the migrations in `folder`, all or none, keeping drizzle-kit's own record of them.
 *
 * drizzle's migrator is not used for SQLite: it reads the record before it locks, so two processes would apply the
 * same step twice; and its `PRAGMA foreign_keys=OFF` does nothing inside a transaction, so that rebuilding a table
 * would delete the child rows of every row in it (drizzle-orm 4938, 5782). Here the pragma is set outside, the lock
 * is taken first, and dangling references undo the migration.
 */
export function migrateSqlite(raw: Database.Database, folder: string, backups: string | undefined): void {
  const steps = readMigrationFiles({ migrationsFolder: folder });
  if (missing(raw, steps).length === 0) return;
  if (backups !== undefined && lastApplied(raw) !== 0) copyBefore(raw, backups);
  raw.pragma('foreign_keys = OFF');
  try {
    raw.transaction(() => apply(raw, missing(raw, steps))).exclusive();
  } finally {
    raw.pragma('foreign_keys = ON');
  }
}

function apply(raw: Database.Database, steps: MigrationMeta[]): void {
  raw.exec(
    `create table if not exists ${TABLE} (id integer primary key, hash text not null, created_at numeric)`,
  );
  const record = raw.prepare(`insert into ${TABLE} (hash, created_at) values (?, ?)`);
  for (const step of steps) {
    for (const statement of step.sql) raw.exec(statement);
    record.run(step.hash, step.folderMillis);
  }
  const broken = raw.pragma('foreign_key_check');
  if (Array.isArray(broken) && broken.length > 0) {
    throw new Error(
      `The migration would leave ${broken.length} rows without the row they belong to; nothing was changed.`,
    );
  }
}

const missing = (raw: Database.Database, steps: MigrationMeta[]): MigrationMeta[] => {
  const last = lastApplied(raw);
  return steps.filter((step) => step.folderMillis > last);
};

/** When the newest applied migration was made (ms); 0 for a new database. */
function lastApplied(raw: Database.Database): number {
  const known = raw.prepare(`select 1 from sqlite_master where type = 'table' and name = ?`).get(TABLE);
  if (known === undefined) return 0;
  return Number(raw.prepare(`select max(created_at) from ${TABLE}`).pluck().get() ?? 0);
}

/** Leaves a copy named for the step it was taken at; a second copy of the same state is not needed. */
function copyBefore(raw: Database.Database, backups: string): void {
  mkdirSync(backups, { recursive: true, mode: 0o700 });
  const stamp = new Date().toISOString().replace(/[:.]/g, '-');
  raw.prepare('vacuum into ?').run(join(backups, `before-migration-${stamp}.db`));
}
