import { join } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { groupCommit } from './group.ts';
import { dialect, kits } from './kit.ts';
import { migrateSqlite } from './migrate-sqlite.ts';
import { build } from './schema.ts';
import { checkRows, type Db, type Statement } from './statement.ts';
import type { Store, StoreOptions } from './store.ts';

/** How a drizzle query runs at once on a synchronous driver. */
type SyncQuery = { execute(params?: Record<string, unknown>): { sync(): unknown } };
const compile = (statement: Statement) => (statement as unknown as { prepare(): SyncQuery }).prepare();

/** WAL defaults to `synchronous=NORMAL` in better-sqlite3, where a power cut may lose the newest commits: FULL is set on purpose. */
const PRAGMAS = ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'busy_timeout = 5000'];

export function openSqlite({ url, backups, migrations }: StoreOptions): Store {
  const raw = new Database(url);
  for (const pragma of PRAGMAS) raw.pragma(pragma);
  const db = drizzle({ client: raw }) as unknown as Db;
  const inGroup = groupCommit(raw);

  const ready = (statements: readonly Statement[]) => {
    const all = statements.map((statement) => ({ statement, query: compile(statement) }));
    return (params: Record<string, unknown>) =>
      all.map(({ statement, query }) => {
        const rows = query.execute(params).sync();
        checkRows(statement, rows);
        return rows;
      });
  };

  return {
    engine: 'sqlite',
    db,
    t: build(kits.sqlite),
    dialect: dialect('sqlite'),
    async batch(make) {
      const run = ready(make(db));
      return (await inGroup(() => run({}))) as never;
    },
    prepare(_name, make) {
      const run = ready(make(db));
      return (params) => inGroup(() => run(params)) as never;
    },
    prepareRead(_name, make) {
      const query = compile(make(db));
      return async (params) => query.execute(params).sync() as never;
    },
    async migrate() {
      migrateSqlite(raw, join(migrations, 'sqlite'), backups);
    },
    async ping() {
      raw.prepare('select 1').get();
    },
    async settings() {
      const names = ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout'];
      return Object.fromEntries(
        names.map((name) => [name, raw.pragma(name, { simple: true }) as string | number]),
      );
    },
    async copyTo(file) {
      // Not SQLite's backup API: it starts again whenever another process writes, and on a busy server never ends.
      raw.prepare('vacuum into ?').run(file);
    },
    async close() {
      if (!raw.open) return;
      await inGroup(() => {}).catch(() => {}); // a full disk must not keep the process from ending
      raw.close();
    },
  };
}
