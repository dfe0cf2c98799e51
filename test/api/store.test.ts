import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { openStore } from '#server/db/open.ts';
import { Conflict, must } from '#server/db/statement.ts';
import { isDuplicate } from '#server/db/trouble.ts';
import { paths } from '#server/paths.ts';
import { ENGINE, type FreshStore, freshDatabase, freshStore } from '#test/support/test-store.ts';

const course = (id: string) => ({
  id,
  title: id,
  language: 'en',
  description: '',
  currentVersion: 1,
  createdMs: 1,
});
const P = sql.placeholder;
const titles = async (s: FreshStore) => (await s.db.select().from(s.t.courses)).map((row) => row.id).sort();

test('the settings that durability and integrity rest on are set', async () => {
  await using s = await freshStore();
  const settings = await s.settings();
  if (ENGINE === 'sqlite') {
    expect(settings).toEqual({ journal_mode: 'wal', synchronous: 2, foreign_keys: 1, busy_timeout: 5000 });
  } else {
    expect(Object.keys(settings)).toEqual(['fsync', 'synchronous_commit']);
  }
});

test('several processes migrating at once, and again, end with one set of tables', async () => {
  const database = await freshDatabase();
  const open = () => openStore({ url: database.url, migrations: paths.migrations });
  const stores = await Promise.all([open(), open(), open()]);
  await Promise.all(stores.map((store) => store.migrate()));
  await Promise.all(stores.map((store) => store.migrate()));
  const [first] = stores;
  expect(await first?.db.$count(first.t.user)).toBe(0);
  await Promise.all(stores.map((store) => store.close()));
  await database.remove();
});

test('a batch is all or nothing: foreign key, duplicate, missing row', async () => {
  await using s = await freshStore();
  const { courses, registrations } = s.t;
  await s.batch((db) => [db.insert(courses).values(course('a'))]);
  const orphan = { id: 'r', learnerId: 'nobody', courseId: 'a', createdMs: 1 };
  await expect(
    s.batch((db) => [db.insert(courses).values(course('b')), db.insert(registrations).values(orphan)]),
  ).rejects.toThrow();
  const twice = s.batch((db) => [
    db.insert(courses).values(course('c')),
    db.insert(courses).values(course('a')),
  ]);
  expect(isDuplicate(await twice.catch((error: unknown) => error))).toBe(true);
  const gone = (db: FreshStore['db']) =>
    must(
      db.update(courses).set({ title: 'x' }).where(sql`${courses.id} = 'gone'`).returning({ id: courses.id }),
    );
  await expect(s.batch((db) => [db.insert(courses).values(course('d')), gone(db)])).rejects.toThrow(Conflict);
  expect(await titles(s)).toEqual(['a']);
});

test('a prepared batch: one failure among parallel writes leaves the others durable', async () => {
  await using s = await freshStore();
  const { courses } = s.t;
  const add = s.prepare('test_add', (db) => [
    db
      .insert(courses)
      .values({ ...course('x'), id: P('id'), title: P('title') })
      .returning({ id: courses.id }),
  ]);
  const read = s.prepareRead('test_read', (db) =>
    db
      .select({ title: courses.title })
      .from(courses)
      .where(sql`${courses.id} = ${P('id')}`),
  );
  const ids = [...Array.from({ length: 30 }, (_, i) => `c${i}`), 'c3'];
  const results = await Promise.allSettled(ids.map((id) => add({ id, title: `Title ${id}` })));
  expect(results.filter((r) => r.status === 'rejected')).toHaveLength(1);
  expect(await s.db.$count(courses)).toBe(30);
  expect(await read({ id: 'c7' })).toEqual([{ title: 'Title c7' }]);
  expect(await read({ id: 'none' })).toEqual([]);
});
