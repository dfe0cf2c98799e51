import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Pool, type PoolClient } from 'pg';
import { dialect, kits } from './kit.ts';
import { build } from './schema.ts';
import { checkRows, type Db, isMust, type Statement } from './statement.ts';
import type { Store, StoreOptions } from './store.ts';

type Prepared = { execute(params: Record<string, unknown>): Promise<unknown> };
const name = (statement: Statement, as: string) =>
  (statement as unknown as { prepare(name: string): Prepared }).prepare(as);

/** Any number, the same for every node of one database. */
const MIGRATION_LOCK = 727_001;

type Ready = { statement: Statement; query: Prepared }[];

export function openPg({ url, migrations, onLost }: StoreOptions): Store {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    pipeline: true,
    connectionTimeoutMillis: 10_000,
  });
  pool.on('error', (error) => onLost?.(error)); // without a listener a restart of the database would end this process
  const real = drizzle({ client: pool });
  const db = real as unknown as Db;

  return {
    engine: 'pg',
    db,
    t: build(kits.pg),
    dialect: dialect('pg'),
    batch: (make) =>
      real.transaction(async (tx) => {
        const results: unknown[] = [];
        for (const statement of make(tx as unknown as Db)) {
          const rows = await statement;
          checkRows(statement, rows);
          results.push(rows);
        }
        return results as never;
      }),
    prepare(as, make) {
      const perClient = new WeakMap<PoolClient, Ready>();
      const readyOn = (client: PoolClient): Ready => {
        const known = perClient.get(client);
        if (known) return known;
        const made = make(drizzle({ client }) as unknown as Db).map((statement, i) => ({
          statement,
          query: name(statement, `${as}_${i}`),
        }));
        perClient.set(client, made);
        return made;
      };
      return (params) => withClient(pool, (client) => runPrepared(client, readyOn(client), params)) as never;
    },
    prepareRead(as, make) {
      const query = name(make(db), as);
      return async (params) => (await query.execute(params)) as never;
    },
    async migrate() {
      const client = await pool.connect();
      try {
        await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]); // several nodes may start at once
        await migrate(drizzle({ client }), { migrationsFolder: join(migrations, 'pg') });
      } finally {
        await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
        client.release();
      }
    },
    async ping() {
      await pool.query('select 1');
    },
    async settings() {
      const { rows } = await pool.query<{ fsync: string; synchronous_commit: string }>(
        `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit`,
      );
      return { ...rows[0] };
    },
    copyTo: undefined,
    close: () => pool.end(),
  };
}

/** Gives `work` a connection of its own; one that cannot even roll back is thrown away. */
async function withClient<R>(pool: Pool, work: (client: PoolClient) => Promise<R>): Promise<R> {
  const client = await pool.connect();
  let lost: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    await client.query('rollback').catch((reason: Error) => {
      lost = reason;
    });
    throw error;
  } finally {
    client.release(lost);
  }
}

/** One round trip for everything; a second one only where a row count decides between commit and rollback. */
async function runPrepared(
  client: PoolClient,
  ready: Ready,
  params: Record<string, unknown>,
): Promise<unknown[]> {
  const mayFail = ready.some(({ statement }) => isMust(statement));
  const sent: Promise<unknown>[] = [
    client.query('begin'),
    ...ready.map(({ query }) => query.execute(params)),
  ];
  if (!mayFail) sent.push(client.query('commit'));
  const settled = await Promise.allSettled(sent);
  const results: unknown[] = [];
  for (const one of settled) {
    if (one.status === 'rejected') throw one.reason;
    results.push(one.value);
  }
  const rows = results.slice(1, ready.length + 1);
  for (const [i, { statement }] of ready.entries()) checkRows(statement, rows[i]);
  if (mayFail) await client.query('commit');
  return rows;
}
