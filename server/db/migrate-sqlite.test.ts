import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrateSqlite } from './migrate-sqlite.ts';

let dir: string;
let raw: Database.Database;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'askwell-migrate-'));
  raw = new Database(join(dir, 'askwell.db'));
  raw.pragma('foreign_keys = ON');
});
afterEach(() => {
  raw.close();
  rmSync(dir, { recursive: true });
});

const FIRST = `CREATE TABLE parent (id text PRIMARY KEY, title text NOT NULL);
--> statement-breakpoint
CREATE TABLE child (id text PRIMARY KEY, parent_id text NOT NULL REFERENCES parent(id) ON DELETE CASCADE);`;
/** What drizzle-kit generates when a column loses NOT NULL, with its pragma that does nothing inside a transaction. */
const REBUILD = `PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE __new_parent (id text PRIMARY KEY, title text);--> statement-breakpoint
INSERT INTO __new_parent(id, title) SELECT id, title FROM parent;--> statement-breakpoint
DROP TABLE parent;--> statement-breakpoint
ALTER TABLE __new_parent RENAME TO parent;--> statement-breakpoint
PRAGMA foreign_keys=ON;`;

/** A folder of migrations as drizzle-kit writes it. */
function migrations(...steps: string[]): string {
  const folder = join(dir, `migrations-${steps.length}-${Math.random()}`);
  mkdirSync(join(folder, 'meta'), { recursive: true });
  const entries = steps.map((sql, idx) => {
    writeFileSync(join(folder, `${idx}.sql`), sql);
    return { idx, version: '6', when: 1000 + idx, tag: String(idx), breakpoints: true };
  });
  writeFileSync(
    join(folder, 'meta/_journal.json'),
    JSON.stringify({ version: '7', dialect: 'sqlite', entries }),
  );
  return folder;
}
const migrate = (...steps: string[]) => migrateSqlite(raw, migrations(...steps), join(dir, 'backups'));
const populate = () =>
  raw.exec(`insert into parent values ('p', 'Title'); insert into child values ('c', 'p')`);
const children = () => raw.prepare('select id from child').pluck().all();
const copies = () => readdirSync(join(dir, 'backups'));

test('rebuilding a table keeps the rows that hang on it, and foreign keys are watched again afterwards', () => {
  migrate(FIRST);
  populate();
  migrate(FIRST, REBUILD);
  expect(children()).toEqual(['c']);
  expect(raw.prepare('select title from parent').pluck().all()).toEqual(['Title']);
  expect(() => raw.exec(`insert into child values ('d', 'nobody')`)).toThrow('FOREIGN KEY');
});

test('a copy of a used database is taken before it is changed, once per change', () => {
  migrate(FIRST);
  populate();
  expect(() => copies()).toThrow('ENOENT'); // a new database is not worth a copy
  migrate(FIRST);
  expect(() => copies()).toThrow('ENOENT');
  migrate(FIRST, REBUILD);
  const [name = ''] = copies();
  const copy = new Database(join(dir, 'backups', name), { readonly: true });
  expect(copy.prepare('select count(*) from child').pluck().get()).toBe(1);
  expect(copy.prepare('select count(*) from __drizzle_migrations').pluck().get()).toBe(1);
  copy.close();
  migrate(FIRST, REBUILD);
  expect(copies()).toHaveLength(1);
});

test('a migration that fails, or would leave rows without the row they belong to, changes nothing', () => {
  migrate(FIRST);
  populate();
  expect(() =>
    migrate(FIRST, `CREATE TABLE extra (id text);--> statement-breakpoint\nDROP TABLE nowhere;`),
  ).toThrow('nowhere');
  expect(() => migrate(FIRST, 'DELETE FROM parent;')).toThrow('leave 1 rows without the row they belong to');
  expect(children()).toEqual(['c']);
  expect(raw.prepare(`select count(*) from parent`).pluck().get()).toBe(1);
  expect(raw.prepare(`select name from sqlite_master where name = 'extra'`).get()).toBeUndefined();
  expect(raw.pragma('foreign_keys', { simple: true })).toBe(1);
  migrate(FIRST, REBUILD);
  expect(children()).toEqual(['c']);
});
