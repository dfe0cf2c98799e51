import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '#server/paths.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'askwell-node-'));
});
afterAll(async () => rm(folder, { recursive: true }));

/** What the check says on a Node that calls itself by this version. */
async function checkOn(version: string): Promise<{ code: number | null; said: string }> {
  const pretend = join(folder, `${version}.cjs`);
  await writeFile(
    pretend,
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });`,
  );
  const check = join(ROOT, 'scripts/need-node.cjs');
  const { status, stderr } = spawnSync(process.execPath, ['--require', pretend, check], { encoding: 'utf8' });
  return { code: status, said: stderr };
}

it.each(['18.20.4', '20.19.2', '21.7.3', '22.21.9', '23.11.0'])(
  'refuses Node %s with a sentence that names it, where it is, and what to do',
  async (version) => {
    const { code, said } = await checkOn(version);
    expect(code).toBe(2);
    expect(said).toContain(`this is Node ${version} at ${process.execPath}`);
    expect(said).toContain('Askwell needs Node 24');
    expect(said).toContain('npm start');
    expect(said).toContain('nodejs.org');
  },
);

it.each(['22.22.0', '24.0.0', '24.21.0', '26.1.0'])('takes Node %s without a word', async (version) => {
  expect(await checkOn(version)).toEqual({ code: 0, said: '' });
});
