/** The database's own name for what went wrong, whatever drizzle wrapped around it: `SQLITE_FULL`, `23505`, `ECONNREFUSED`. */
export function databaseCode(error: unknown): string | undefined {
  for (let e = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string') return e.code;
  }
  return undefined;
}

/** The row is there already (unique index or primary key), on either engine. */
export const isDuplicate = (error: unknown): boolean =>
  ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'].includes(databaseCode(error) ?? '');

/** Nothing wrong with the request: the database cannot take it now (disk, permissions, connection). */
export function isUnavailable(error: unknown): boolean {
  const code = databaseCode(error) ?? '';
  return (
    /^SQLITE_(FULL|IOERR|READONLY|BUSY|CANTOPEN|LOCKED|CORRUPT|NOTADB)/.test(code) ||
    /^(53|57P|08|25006)/.test(code) || // PostgreSQL: resources, shutdown, connection, read-only
    ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOSPC', 'EROFS', 'EDQUOT'].includes(code)
  );
}
