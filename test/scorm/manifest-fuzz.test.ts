import { array, assert, constantFrom, oneof, property, string, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLoosely } from '#server/packages/decode-xml.ts';
import { noticesOf } from '#server/packages/notices.ts';
import { PackageProblem } from '#server/packages/package-problem.ts';
import { parseXml } from '#server/packages/parse-xml.ts';
import { readManifest } from '#server/packages/read-manifest.ts';
import { repairXml } from '#server/packages/repair-xml.ts';
import { hrefOf, resolveHref } from '#server/packages/resolve-href.ts';
import { smallManifest, smallManifest2004 } from '#test/support/small-package.ts';
import { expectSound } from '#test/support/sound-package.ts';
import { mutatedManifest } from './zip-mutations.ts';

const numRuns = process.env['LONG'] ? 20_000 : 1000;
const paths = ['imsmanifest.xml', 'index.html', 'a/page.html', 'a/b/script.js'];

/** Undefined when it is refused; anything else than a refusal is thrown. */
function read(xml: string): ReturnType<typeof readManifest> | undefined {
  const findings = new Map();
  try {
    const { text, namespaces } = repairXml(decodeLoosely(Buffer.from(xml), 'm', findings), 'm', findings);
    const found = readManifest(parseXml(text, 'm'), namespaces, paths, findings);
    expectSound({ ...found, paths, notices: noticesOf(findings) });
    return found;
  } catch (error) {
    if (error instanceof PackageProblem) return undefined;
    throw error;
  }
}

describe('whatever a manifest says', () => {
  it('it is read into something sound or refused', () => {
    let accepted = 0;
    assert(
      property(mutatedManifest, (xml) => {
        if (read(xml) !== undefined) accepted += 1;
      }),
      { numRuns },
    );
    expect(accepted).toBeGreaterThan(numRuns / 20);
  }, 600_000);

  it('nothing of it reaches the prototype of objects', () => {
    const items = '<item identifier="__proto__" identifierref="__proto__"><title>A</title></item>';
    const resources = '<resource identifier="__proto__" href="index.html"/>';
    expect(read(smallManifest({ items, resources }))?.scos[0]?.scoId).toBe('item.1');
    expect(Object.prototype).toEqual({});
  });
});

describe('repairing XML', () => {
  it.each([smallManifest(), smallManifest2004(), '<a b="1 > 0" c=\'&lt;\'>x &amp; y<![CDATA[ & < ]]></a>'])(
    'changes nothing of what is right but the declaration (%#)',
    (xml) => {
      const declaration = /^<\?[^>]*>/;
      const findings = new Map();
      expect(repairXml(xml, 'm', findings).text).toBe(xml.replace(declaration, ''));
      expect(findings.size).toBe(0);
    },
  );

  it('is done after one time, and keeps the lines', () => {
    assert(
      property(mutatedManifest, (xml) => {
        try {
          const once = repairXml(xml, 'm', new Map()).text;
          const twice = repairXml(once, 'm', new Map()).text;
          // What stands before the first element is no manifest, and is dropped.
          if (once.trimStart().startsWith('<')) expect(twice.trimStart()).toBe(once.trimStart());
          expect(once.split('\n')).toHaveLength(xml.split('\n').length);
        } catch (error) {
          if (!(error instanceof PackageProblem)) throw error;
        }
      }),
      { numRuns },
    );
  }, 600_000);
});

describe('an address', () => {
  // biome-ignore format: a list
  const pieces = oneof(
    constantFrom(
      '..', '.', '/', '\\', '//', '%2e', '%2f', '%5c', '%', '%00', '?', '#', '&', '=', ':', '@', ' ', '\t', '\n', '"', '<',
      'javascript:', 'https://', 'http:', 'file:', 'data:', 'C:', 'a', 'index.html', 'é', '\u0001', '\ud800',
    ),
    string({ unit: 'binary', maxLength: 3 }),
  );
  const address = array(pieces, { maxLength: 8 }).map((parts) => parts.join(''));

  it('leads into the package, to a website, or nowhere', () => {
    assert(
      property(tuple(array(address, { maxLength: 3 }), address, address), ([bases, href, parameters]) => {
        try {
          const found = resolveHref(bases, href, parameters);
          if (found.kind === 'elsewhere') {
            expect(new URL(found.href).protocol).toMatch(/^https?:$/);
            return;
          }
          for (const path of found.paths) {
            const opened = new URL(`${hrefOf(path)}${found.rest}`, 'https://host/package/');
            expect(opened.host).toBe('host');
            expect(decodeURIComponent(opened.pathname)).toBe(`/package/${path}`);
          }
        } catch (error) {
          if (!(error instanceof PackageProblem)) throw error;
        }
      }),
      { numRuns: 5 * numRuns },
    );
  }, 600_000);
});
