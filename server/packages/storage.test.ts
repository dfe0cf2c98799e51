import { mkdir, mkdtemp, readdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { localStorage, newPackageKey, type Storage } from './storage.ts';

let folder: string;
let storage: Storage;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'askwell-storage-')), 'packages');
  storage = localStorage(folder);
});

const bytes = (text: string) => new TextEncoder().encode(text);
const zip = bytes('zip');
const files = [
  { path: 'index.html', content: bytes('page') },
  { path: 'a/b/c.txt', content: bytes('deep') },
];
const textAt = async (path: string | undefined) => (path === undefined ? undefined : readFile(path, 'utf8'));

describe('localStorage', () => {
  it('gives back what was put, and the zip it came from', async () => {
    const key = newPackageKey();
    await storage.put(key, zip, files);
    expect(await textAt(await storage.open(key, 'index.html'))).toBe('page');
    expect(await textAt(await storage.open(key, 'a/b/c.txt'))).toBe('deep');
    expect(await textAt(await storage.openZip(key))).toBe('zip');
    expect(await storage.list()).toEqual([key]);
  });

  it('reads content while it writes', async () => {
    const key = newPackageKey();
    const content = (async function* () {
      yield bytes('in ');
      yield bytes('pieces');
    })();
    await storage.put(key, zip, [{ path: 'a.txt', content }]);
    expect(await textAt(await storage.open(key, 'a.txt'))).toBe('in pieces');
  });

  it('finds a file in other letter case, and by letters taken apart as macOS writes them', async () => {
    const key = newPackageKey();
    await storage.put(key, zip, [{ path: 'Bilder/grün.txt', content: bytes('found') }]);
    for (const path of ['Bilder/grün.txt', 'bilder/GRÜN.TXT', 'Bilder/grün.txt'.normalize('NFD')])
      expect(await textAt(await storage.find(key, path))).toBe('found');
    expect(await storage.find(key, 'bilder/gruen.txt')).toBeUndefined();
  });

  it('leaves nothing behind when writing fails half-way', async () => {
    const failing = (async function* () {
      yield files[0]!;
      throw new Error('the disk is full');
    })();
    const key = newPackageKey();
    await expect(storage.put(key, zip, failing)).rejects.toThrow('the disk is full');
    expect(await readdir(folder)).toEqual([]);
    expect(await storage.open(key, 'index.html')).toBeUndefined();
  });

  it.each(['../x', '/etc/passwd', 'a\\b', 'a/../../x', '', 'C:/x'])(
    'never stores or opens "%s"',
    async (path) => {
      const key = newPackageKey();
      await expect(storage.put(key, zip, [{ path, content: zip }])).rejects.toThrow('cannot be stored');
      await storage.put(key, zip, files);
      expect(await storage.open(key, path)).toBeUndefined();
    },
  );

  it.each(['', '..', '.', 'short', 'a/../../../../etc/aaaaaa', 'a'.repeat(65)])(
    'takes no key like "%s"',
    async (key) => {
      await expect(storage.put(key, zip, files)).rejects.toThrow('package key');
      expect(await storage.open(key, 'index.html')).toBeUndefined();
      expect(await storage.openZip(key)).toBeUndefined();
    },
  );

  it('opens plain files only: no folder, no link, nothing of an unknown package', async () => {
    const key = newPackageKey();
    await storage.put(key, zip, files);
    await symlink('/etc/passwd', join(folder, key, 'link'));
    expect(await storage.open(key, 'a')).toBeUndefined();
    expect(await storage.open(key, 'link')).toBeUndefined();
    expect(await storage.open(newPackageKey(), 'index.html')).toBeUndefined();
  });

  it('never overwrites a package', async () => {
    const key = newPackageKey();
    await storage.put(key, zip, files);
    await expect(storage.put(key, zip, [{ path: 'index.html', content: bytes('other') }])).rejects.toThrow();
    expect(await textAt(await storage.open(key, 'index.html'))).toBe('page');
  });

  it('removes a package with its zip', async () => {
    const key = newPackageKey();
    await storage.put(key, zip, files);
    await storage.remove(key);
    expect(await readdir(folder)).toEqual([]);
  });

  it('sweeps old leftovers only: half-written ones, and packages that nobody knows', async () => {
    const [known, unknown, fresh] = [newPackageKey(), newPackageKey(), newPackageKey()];
    for (const key of [known, unknown, fresh]) await storage.put(key, zip, files);
    await mkdir(join(folder, '.unfinished-1'));
    await mkdir(join(folder, '.unfinished-2'));
    await writeFile(join(folder, 'notes.txt'), 'not ours');
    const old = new Date(Date.now() - 2 * 60 * 60 * 1000);
    for (const name of [known, unknown, `${known}.zip`, `${unknown}.zip`, '.unfinished-1', 'notes.txt'])
      await utimes(join(folder, name), old, old);
    await storage.sweep((key) => key === known);
    const left = [known, `${known}.zip`, fresh, `${fresh}.zip`, '.unfinished-2', 'notes.txt'];
    expect((await readdir(folder)).sort()).toEqual(left.sort());
  });

  it('has nothing before the first package, and sweeping that is fine', async () => {
    expect(await storage.list()).toEqual([]);
    await storage.sweep(() => false);
  });
});
