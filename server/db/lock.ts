import Database from 'better-sqlite3';
import { databaseCode } from './trouble.ts';

/**
 * Holds a lock on `file` until the function given back is called or this process ends, however it ends; undefined
 * when another process holds it. An SQLite file is used for its lock, which the operating system lets go of by itself.
 */
export function tryLock(file: string): (() => void) | undefined {
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    if (databaseCode(error)?.startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
  return () => {
    lock.close();
  };
}
