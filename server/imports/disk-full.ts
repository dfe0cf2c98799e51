import { databaseCode } from '#server/db/trouble.ts';
import { noRoom } from '#server/errors.ts';

/** File system and both databases. */
const FULL = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL', '53100'];

/** A disk or a database that is full: whatever was under way was undone. */
export const isDiskFull = (error: unknown): boolean => FULL.includes(databaseCode(error) ?? '');

/** The same error; for a full disk a sentence for the person who handed the package in. */
export const toldIfDiskFull = (error: unknown): unknown =>
  isDiskFull(error)
    ? noRoom(
        'The server has not enough room for this package, so nothing of it was kept. Ask whoever runs the server to make room, then import it again.',
        { cause: error },
      )
    : error;
