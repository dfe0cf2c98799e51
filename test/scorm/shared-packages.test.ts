import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PackageProblem } from '#server/packages/package-problem.ts';
import { type Package, packageFiles, readPackage } from '#server/packages/read-package.ts';
import { ROOT } from '#server/paths.ts';
import { activitiesOf, expectSound } from '#test/support/sound-package.ts';
import { VERDICTS, type Verdict } from './shared-verdicts.ts';

const shared = join(ROOT, '../shared/packages');
const isThere = existsSync(shared);
if (!isThere)
  console.warn('No folder of packages beside the project: importing packages from outside was not tested.');

describe.skipIf(!isThere)('packages from outside (skipped where their folder is absent)', () => {
  it('all have a verdict', () => {
    const zips = readdirSync(shared, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.zip'),
    );
    expect(zips.sort()).toEqual(VERDICTS.map(([file]) => file).sort());
  });

  it.each(VERDICTS.map((verdict) => [verdict[0], verdict] as const))('%s', async (file, verdict) => {
    const found = await readPackage(join(shared, file)).catch((error: PackageProblem) => error);
    if ('scos' in found) {
      expect(verdictOn(file, found)).toEqual(verdict);
      expectSound(found);
      expect(await pathsRead(join(shared, file))).toEqual(found.paths);
    } else {
      expect(found.name).toBe('PackageProblem');
      expect([file, found.reason]).toEqual(verdict);
      expect(found.message).toMatch(/\.$/);
    }
  });
});

function verdictOn(file: string, { standard, contents, scos, notices }: Package): Verdict {
  const opens = (['sco', 'asset', 'elsewhere'] as const).flatMap((kind) => {
    const count = scos.filter((sco) => sco.kind === kind).length;
    return count === 0 ? [] : `${count} ${kind}`;
  });
  const items = activitiesOf(contents).length - 1;
  return [file, standard, items, opens.join(' '), notices.map(({ rule }) => rule).join(' ')];
}

/** Reads every byte, with its checksum. */
async function pathsRead(zip: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const { path, content } of packageFiles(zip)) {
    for await (const chunk of content) expect(chunk).toBeDefined();
    paths.push(path);
  }
  return paths;
}
