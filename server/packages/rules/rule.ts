import { clip } from '#server/packages/safe-path.ts';
import type { Subject } from './subject.ts';

/** `error`: some LMS refuses or misreads the package. `warning`: some LMS may. `note`: allowed, and worth knowing. */
export type Level = 'error' | 'warning' | 'note';
export type Rule = {
  /** Stable, for programs and for looking things up. */
  name: string;
  level: Level;
  /** What is expected, as a sentence without its full stop. */
  expected: string;
  /** What breaks the rule, as short texts; none when it is kept. */
  broken: (subject: Subject) => readonly string[];
};
export type BrokenRule = { rule: string; level: Level; message: string };

const SHOWN = 3;

/** The rules that a package breaks, each once, with the first things that break it. */
export const judge = (subject: Subject, rules: readonly Rule[]): BrokenRule[] =>
  rules.flatMap(({ name, level, expected, broken }) => {
    const found = broken(subject);
    if (found.length === 0) return [];
    return [{ rule: name, level, message: `${expected}. Found: ${inWords(found)}.` }];
  });

function inWords(found: readonly string[]): string {
  const shown = found.slice(0, SHOWN).map(clip).join(', ');
  return found.length > SHOWN ? `${shown} and ${found.length - SHOWN} more` : shown;
}

/** For rules that hold or do not hold as a whole. */
export const unless = (holds: boolean, found: string): string[] => (holds ? [] : [found]);
export const quoted = (text: string | undefined): string => (text === undefined ? 'nothing' : `"${text}"`);
