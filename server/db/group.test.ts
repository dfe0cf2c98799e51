import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { groupCommit } from './group.ts';

let dir: string;
let raw: Database.Database;
let inGroup: ReturnType<typeof groupCommit>;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'askwell-group-'));
  raw = new Database(join(dir, 'x.db'));
  raw.pragma('journal_mode = WAL');
  raw.exec('create table t (id integer primary key, text text)');
  inGroup = groupCommit(raw);
});
afterEach(() => {
  raw.close();
  rmSync(dir, { recursive: true });
});

const insert = (id: number, text = 'x') =>
  inGroup(() => raw.prepare('insert into t values (?, ?)').run(id, text));
/** What another connection, and so the disk, has. */
function stored(): unknown[] {
  const other = new Database(join(dir, 'x.db'), { readonly: true });
  const ids = other.prepare('select id from t order by id').pluck().all();
  other.close();
  return ids;
}

test('an answer comes only after the commit, and one failure takes nobody along', async () => {
  const seen: unknown[][] = [];
  const results = await Promise.allSettled(
    [1, 2, 2, 3].map((id) =>
      insert(id).then(() => {
        seen.push(stored());
      }),
    ),
  );
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(seen).toEqual([
    [1, 2, 3],
    [1, 2, 3],
    [1, 2, 3],
  ]);
});

test('a piece that fails half-way leaves nothing of itself', async () => {
  const half = inGroup(() => {
    raw.prepare('insert into t values (1, null)').run();
    throw new Error('changed my mind');
  });
  await expect(half).rejects.toThrow('changed my mind');
  expect(stored()).toEqual([]);
});

test('on a full disk what was answered is there, and what was refused is not', async () => {
  await insert(0);
  raw.pragma('max_page_count = 12');
  const ids = Array.from({ length: 8 }, (_, i) => i + 1);
  const results = await Promise.allSettled(ids.map((id) => insert(id, 'x'.repeat(8000))));
  const kept = ids.filter((_, i) => results[i]?.status === 'fulfilled');
  expect(kept.length).toBeLessThan(ids.length);
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'SQLITE_FULL' });
  }
  expect(stored()).toEqual([0, ...kept]);
  raw.pragma('max_page_count = 1000');
  await insert(99);
  expect(stored()).toEqual([0, ...kept, 99]);
});

test('when the transaction cannot even begin, everybody hears why and the next turn works', async () => {
  const other = new Database(join(dir, 'x.db'));
  raw.pragma('busy_timeout = 0');
  other.exec('begin immediate');
  const results = await Promise.allSettled([insert(1), insert(2)]);
  expect(results.map((result) => result.status === 'rejected' && result.reason.code)).toEqual([
    'SQLITE_BUSY',
    'SQLITE_BUSY',
  ]);
  other.exec('commit');
  other.close();
  await insert(1);
  expect(stored()).toEqual([1]);
});
