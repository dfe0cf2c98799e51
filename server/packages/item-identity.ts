import { createHash } from 'node:crypto';
import { type Findings, note } from './notices.ts';

const MAX_LENGTH = 255;
const MAX_TITLE = 500;

/** Gives each item an identifier of 1 to 255 characters that no other item of the package has. */
export function identityKeeper(findings: Findings): (written: string, title: string) => string {
  const taken = new Set<string>();
  return (written, title) => {
    const wanted = written.length <= MAX_LENGTH ? written : shortened(written);
    // A key of this name would be a trap for every program that keeps results by item.
    const isUsable = wanted !== '' && wanted !== '__proto__' && !taken.has(wanted);
    const id = isUsable
      ? wanted
      : firstFree(wanted === '' || wanted === '__proto__' ? 'item' : wanted, taken);
    if (!isUsable) note(findings, 'same-identifiers', title || id);
    taken.add(id);
    return id;
  };
}

function firstFree(wanted: string, taken: ReadonlySet<string>): string {
  for (let number = taken.size; ; number += 1) {
    const id = `${wanted.slice(0, MAX_LENGTH - 10)}.${number}`;
    if (!taken.has(id)) return id;
  }
}

const shortened = (id: string): string =>
  `${id.slice(0, MAX_LENGTH - 20)}.${createHash('sha256').update(id).digest('hex').slice(0, 12)}`;

/** A title on one line, without what would turn the text around it. */
export const titleFrom = (text: string): string =>
  text
    .slice(0, 4 * MAX_TITLE)
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_TITLE)
    .toWellFormed();
