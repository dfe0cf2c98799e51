import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, describe, expect, it } from 'vitest';
import { sweepStorage } from '#server/catalogue/sweep-storage.ts';
import { readConfig } from '#server/config.ts';
import { importPackage } from '#server/imports/import-package.ts';
import { localStorage, type Storage } from '#server/packages/storage.ts';
import { buildScormPackage, single12 } from '#test/support/scorm-package.ts';
import { smallDisk } from '#test/support/small-disk.ts';
import { ENGINE, type FreshStore, freshStore } from '#test/support/test-store.ts';

const LONG = process.env['LONG'] === '1';
const ROUNDS = LONG ? 200 : 3;
const FILES = LONG ? 400 : 60;

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).toReversed()) await each();
});

/** Files that say their own name, so that a wrong or a short one shows. */
const contentOf = (n: number): string => `${n} `.repeat(500);
const many = Object.fromEntries(
  Array.from({ length: FILES }, (_, n) => [`part-${n % 20}/file-${n}.txt`, contentOf(n)]),
);

type Setting = { store: FreshStore; storage: Storage; dataDir: string; file: string };

async function prepare(dataDir?: string): Promise<Setting> {
  const store = await freshStore();
  undo.push(() => store[Symbol.asyncDispose]());
  const folder = dataDir ?? store.database.dir;
  const file = join(store.database.dir, 'many.zip');
  writeFileSync(file, await buildScormPackage({ ...single12, files: many }));
  return { store, storage: localStorage(join(folder, 'packages')), dataDir: folder, file };
}

const services = ({ store, storage, dataDir }: Setting) => ({
  store,
  storage,
  config: readConfig({ DATA_DIR: dataDir }),
  log: pino({ level: 'silent' }),
  now: Date.now,
});

const versionsOf = ({ store }: Setting) => store.db.select().from(store.t.courseVersions);
const namesIn = ({ dataDir }: Setting): string[] => {
  mkdirSync(join(dataDir, 'packages'), { recursive: true });
  return readdirSync(join(dataDir, 'packages'));
};

/** Every version there is can be played to its last file. */
async function expectWhole(setting: Setting): Promise<void> {
  const { storage, file, store } = setting;
  const zip = await readFile(file);
  for (const { id, packageKey } of await versionsOf(setting)) {
    const stored = await storage.openZip(packageKey);
    expect((await readFile(stored ?? '')).equals(zip)).toBe(true);
    for (const [path, content] of Object.entries(many))
      expect(await readFile((await storage.open(packageKey, path)) ?? '', 'utf8')).toBe(content);
    const scos = (await store.db.select().from(store.t.scos)).filter(({ versionId }) => versionId === id);
    expect(scos).toHaveLength(2);
  }
}

/** Some time later a start, or the next import, clears away what nobody knows, and nothing else. */
async function expectSwept(setting: Setting): Promise<void> {
  const old = new Date(Date.now() - 2 * 60 * 60 * 1000);
  for (const name of namesIn(setting)) utimesSync(join(setting.dataDir, 'packages', name), old, old);
  await sweepStorage(setting);
  const known = (await versionsOf(setting)).flatMap(({ packageKey }) => [packageKey, `${packageKey}.zip`]);
  expect(namesIn(setting).toSorted()).toEqual(known.toSorted());
}

/** Imports in a process of its own, and kills that after so many milliseconds. Answers how long it took, unless killed. */
async function importAndKill(setting: Setting, afterMs?: number): Promise<number | undefined> {
  const env = {
    ...process.env,
    DATA_DIR: setting.dataDir,
    ...(ENGINE === 'pg' ? { DATABASE_URL: setting.store.database.url } : {}),
  };
  const child: ChildProcess = spawn(process.execPath, ['test/support/import-process.ts', setting.file], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  undo.push(() => child.kill('SIGKILL'));
  let said = '';
  let begunMs = 0;
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (begunMs === 0) {
      begunMs = performance.now();
      if (afterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), afterMs);
    }
  });
  await ended;
  return said.includes('imported ') ? performance.now() - begunMs : undefined;
}

describe('an import that is killed half-way', () => {
  it(`leaves nothing that anybody sees, nothing that stays, and can be done again, ${ROUNDS} times`, {
    timeout: ROUNDS * 30_000,
  }, async () => {
    const setting = await prepare();
    const wholeMs = (await importAndKill(setting)) ?? 0;
    expect(await versionsOf(setting)).toHaveLength(1);
    let finished = 1;
    for (let round = 0; round < ROUNDS; round += 1) {
      // Spread over the whole of it, whatever the machine makes of that.
      const took = await importAndKill(setting, ((round + Math.random()) / ROUNDS) * wholeMs);
      if (took !== undefined) finished += 1;
      const versions = await versionsOf(setting);
      expect(versions.length).toBeGreaterThanOrEqual(finished); // killed after the rows, before it said so
      expect(versions.length).toBeLessThanOrEqual(round + 2);
    }
    await expectWhole(setting);
    await expectSwept(setting);
    await importPackage(services(setting), { file: setting.file, fileName: 'many.zip' });
    await expectWhole(setting);
  });
});

const REFUSAL = { status: 507, id: 'no-room' };

describe('a full disk', () => {
  // The zip alone, or the zip and some of its files, fill it.
  it.for([8, 100])(
    'of %i KB refuses with a sentence, keeps nothing, and takes the package once there is room',
    async (kib, { skip }) => {
      const disk = smallDisk(kib);
      if (disk === undefined) return skip('a small disk can only be made by root on Linux');
      undo.push(disk.remove);
      const setting = await prepare(disk.folder);
      const order = { file: setting.file, fileName: 'many.zip' };
      await expect(importPackage(services(setting), order)).rejects.toMatchObject(REFUSAL);
      expect(namesIn(setting)).toEqual([]);
      expect(await versionsOf(setting)).toEqual([]);
      disk.grow(20_000);
      await importPackage(services(setting), order);
      await expectWhole(setting);
    },
  );

  it.each(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', '53100'])(
    'that says %s when rows are written keeps nothing',
    async (code) => {
      const setting = await prepare();
      const batch = () => Promise.reject(Object.assign(new Error('no room'), { code }));
      const full = { ...services(setting), store: { ...setting.store, batch } };
      await expect(importPackage(full, { file: setting.file, fileName: 'many.zip' })).rejects.toMatchObject(
        REFUSAL,
      );
      expect(namesIn(setting)).toEqual([]);
    },
  );

  it('keeps the files when it is not known whether the rows were written', async () => {
    const setting = await prepare();
    const batch = () => Promise.reject(Object.assign(new Error('lost'), { code: 'ECONNRESET' }));
    const lost = { ...services(setting), store: { ...setting.store, batch } };
    await expect(importPackage(lost, { file: setting.file, fileName: 'many.zip' })).rejects.toThrow('lost');
    expect(namesIn(setting)).toHaveLength(2);
    await expectSwept(setting);
  });
});
