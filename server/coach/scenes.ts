import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scene } from '#courses/coach/reading.ts';
import { sceneOfAsk, sceneOfTurn } from '#courses/coach/scene-of.ts';
import type { Course } from '#courses/format/course.ts';
import type { Step } from '#courses/format/step.ts';
import { openCourseFolder } from '#server/catalogue/open-course-folder.ts';
import { invalid } from '#server/errors.ts';
import { paths } from '#server/paths.ts';

/** A place in a course: its id in the library or its folder, the id of a dialogue or ask step, the id of a turn. */
export type Place = { course?: string | undefined; dialogue?: string | undefined; turn?: string | undefined };
export type Placed = { scene: Scene; language?: string };

/** Finds the scene of a place, reading each course once. Refuses what is not there and says what is. */
export function openScenes(): (place: Place) => Promise<Placed> {
  const courses = new Map<string, Promise<Course>>();
  return async ({ course: name, dialogue, turn }) => {
    if (name === undefined) {
      if (dialogue === undefined && turn === undefined) return { scene: {} };
      throw invalid('A dialogue or turn is named without its course; expected "course" too.');
    }
    const opening = courses.get(name) ?? openCourse(name);
    courses.set(name, opening);
    const course = await opening;
    return { scene: sceneIn(course, dialogue, turn), language: course.language };
  };
}

async function openCourse(name: string): Promise<Course> {
  const bundled = join(paths.library, name);
  const isBundled = /^[\w-]+$/.test(name) && existsSync(bundled);
  if (isBundled || existsSync(name)) return (await openCourseFolder(isBundled ? bundled : name)).course;
  const entries = await readdir(paths.library, { withFileTypes: true });
  const known = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  throw invalid(
    `There is no course ${JSON.stringify(name)}; expected ${known.sort().join(', ')}, or the path of a course folder.`,
  );
}

function sceneIn(course: Course, dialogue: string | undefined, turnId: string | undefined): Scene {
  if (dialogue === undefined) {
    if (turnId === undefined) return {};
    throw invalid(`Turn ${JSON.stringify(turnId)} is named without its dialogue; expected "dialogue" too.`);
  }
  const steps = course.lessons.flatMap((lesson) => lesson.steps);
  const step = steps.find((candidate) => candidate.id === dialogue && takesWords(candidate));
  if (step?.kind === 'ask') return sceneOfAsk(step);
  if (step?.kind !== 'dialogue') throw unknown('dialogue', dialogue, steps.filter(takesWords));
  const turn = step.turns.find(({ id }) => id === (turnId ?? step.start));
  if (turn === undefined) throw unknown('turn', turnId ?? step.start, step.turns);
  return sceneOfTurn(step, turn);
}

const takesWords = ({ kind }: Step): boolean => kind === 'dialogue' || kind === 'ask';

const unknown = (what: string, id: string, known: readonly { id: string }[]) =>
  invalid(
    `There is no ${what} ${JSON.stringify(id)}; expected one of ${known.map((one) => one.id).join(', ')}.`,
  );
