import type { CompiledPack } from '#courses/coach/compile-pack.ts';
import { byTheCoach } from './check/by-the-coach.ts';
import { consequences } from './check/consequences.ts';
import { examine, type Rule } from './check/examine.ts';
import { facts } from './check/facts.ts';
import { flow } from './check/flow.ts';
import { giveAways } from './check/give-aways.ts';
import { duplicateIds } from './check/ids.ts';
import { lengths } from './check/lengths.ts';
import { media } from './check/media.ts';
import { objectives } from './check/objectives.ts';
import { options } from './check/options.ts';
import { ownWords } from './check/own-words.ts';
import { readability } from './check/readability.ts';
import { references } from './check/references.ts';
import { storage } from './check/storage.ts';
import { time } from './check/time.ts';
import type { Course } from './course.ts';
import { inOrder, type Locate, locateWithoutText, placed } from './place.ts';
import type { Problem } from './problem.ts';

const RULES: readonly Rule[] = [
  ({ course }) => duplicateIds(course),
  references,
  flow,
  facts,
  objectives,
  storage,
  media,
  lengths,
  options,
  giveAways,
  consequences,
  ownWords,
  readability,
  time,
];

/** What else is known of a course: where its parts are written, and which files lie beside it (paths in its folder). */
export type Known = {
  locate?: Locate | undefined;
  files?: readonly string[] | undefined;
  /** What the coach knows of the course's language; without it nothing is said about how words would be read. */
  pack?: CompiledPack | undefined;
};

/**
 * Tells what is wrong with a course (errors: it cannot be packaged) and what is weak about it (warnings: it can).
 * In the order of files and lines. Pure: the same course always gets the same answer.
 */
export function checkCourse(
  course: Course,
  { locate = locateWithoutText(course), files, pack }: Known = {},
): Problem[] {
  const examined = examine(course, files);
  const found = [...RULES.flatMap((rule) => rule(examined)), ...byTheCoach(examined, pack)];
  return inOrder(found.map((finding) => placed(finding, locate)));
}
