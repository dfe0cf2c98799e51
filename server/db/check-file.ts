import Database from 'better-sqlite3';

/** What is wrong with an SQLite file that nobody uses right now; undefined when it is sound. */
export function sqliteFault(file: string): string | undefined {
  try {
    const raw = new Database(file, { readonly: true, fileMustExist: true });
    try {
      const said = String(raw.pragma('integrity_check', { simple: true }));
      return said === 'ok' ? undefined : said;
    } finally {
      raw.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
