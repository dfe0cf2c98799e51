import type { DialectHelpers, Engine } from './kit.ts';
import type { Tables } from './schema.ts';
import type { Db, Results, Statement } from './statement.ts';

/** The database, the same for both engines. Nothing outside server/db and `*.repo.ts` uses more than `migrate` and `close`. */
export type Store = {
  engine: Engine;
  db: Db;
  t: Tables;
  dialect: DialectHelpers;
  /** Runs the statements in order, all or none, and gives their results. Durable before it answers. */
  batch<const S extends readonly Statement[]>(make: (db: Db) => S): Promise<Results<S>>;
  /**
   * A batch built once, for hot paths: `sql.placeholder(...)` values are filled in on every call.
   * `name` is unique in the process. Call it after `migrate`: SQLite compiles the SQL at once.
   */
  prepare<const S extends readonly Statement[]>(
    name: string,
    make: (db: Db) => S,
  ): (params: Record<string, unknown>) => Promise<Results<S>>;
  /** A query built once, for hot reads; the same rules as `prepare`, without a transaction. */
  prepareRead<S extends Statement>(
    name: string,
    make: (db: Db) => S,
  ): (params: Record<string, unknown>) => Promise<Awaited<S>>;
  /** Brings the tables up to date; safe to call again and from several processes at once. */
  migrate(): Promise<void>;
  /** Resolves when the database answers a trivial query. */
  ping(): Promise<void>;
  /** The settings that durability and integrity rest on, as the database itself reports them. */
  settings(): Promise<Record<string, string | number>>;
  /** Writes a consistent copy of the running database to a new file. PostgreSQL has `pg_dump` for that: undefined there. */
  copyTo: ((file: string) => Promise<void>) | undefined;
  /** Waits for the writes already asked for, then lets go of the database. */
  close(): Promise<void>;
};

export type StoreOptions = {
  /** `postgres://...`, or the path of an SQLite file. */
  url: string;
  /** Where SQLite leaves a copy of itself before its tables are changed; none when not given. */
  backups?: string;
  /** Folder with one folder of migrations per engine. */
  migrations: string;
  /** Told about a lost idle connection; PostgreSQL only. The pool replaces it by itself. */
  onLost?: (error: Error) => void;
};
