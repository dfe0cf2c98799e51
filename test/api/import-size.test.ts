import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { measureImport, writeLargePackage } from '#test/bench/import.ts';
import { ENGINE } from '#test/support/test-store.ts';

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });

// The server of `npm start`, in a process of its own: only there does its memory tell something.
it.runIf(process.env['LONG'] === '1' && ENGINE === 'sqlite')(
  'a package of 1 GB is uploaded and unpacked in less than 150 MB of memory beyond what the server had',
  { timeout: 600_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'askwell-import-size-'));
    try {
      const zip = join(folder, 'large.zip');
      await writeLargePackage(zip, 1000);
      const { addedMb } = await measureImport(folder, await freePort(), zip);
      if (addedMb !== undefined) expect(addedMb).toBeLessThan(150);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
