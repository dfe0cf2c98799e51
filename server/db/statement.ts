import type { SQLWrapper } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

type NoResult = PgQueryResultHKT & { type: undefined };

/**
 * What both engines do the same way: the queries of drizzle, without `.get()`, `.run()` and interactive
 * transactions. A write of more than one statement goes through `Store.batch`.
 */
export type Db = Pick<
  PgDatabase<NoResult>,
  'select' | 'selectDistinct' | 'insert' | 'update' | 'delete' | 'with' | '$with' | '$count'
>;

/** A query that is built and not yet sent. */
export type Statement<R = unknown> = PromiseLike<R> & SQLWrapper;
export type Results<S extends readonly Statement[]> = { [K in keyof S]: Awaited<S[K]> };

/** A `must` statement touched no row: somebody else was faster, or what it relied on has gone. */
export class Conflict extends Error {
  override name = 'Conflict';
}

const musts = new WeakSet<Statement>();

/** Marks a statement with `.returning()`: if it touches no row, its whole batch is rolled back with `Conflict`. */
export function must<S extends Statement<unknown[]>>(statement: S): S {
  musts.add(statement);
  return statement;
}

export const isMust = (statement: Statement): boolean => musts.has(statement);

/** Throws `Conflict` when a `must` statement came back without a row. */
export function checkRows(statement: Statement, rows: unknown): void {
  if (isMust(statement) && Array.isArray(rows) && rows.length === 0) throw new Conflict('no row matched');
}
