import type { Course } from './course.ts';
import type { Problem } from './problem.ts';

/** Where in the data: `['lessons', 0, 'steps', 2, 'choices']`. */
export type Path = readonly PropertyKey[];

/** Where in the author's folder; `line` is 1-based and absent when the text is not at hand. */
type Place = { file: string; line?: number; path: string };

/** Finds the place of a path in a whole course (lessons in place, as in `Course`). */
export type Locate = (path: Path) => Place;

export const COURSE_FILE = 'course.yaml';

/** The file a lesson is written in, relative to the course's folder. */
export function lessonFile(id: string): string {
  return `lessons/${id}.yaml`;
}

/** `['steps', 2, 'title']` as a person reads it: `steps[2].title`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}

/** Splits a path in the whole course into the file it is written in and the path inside that file. */
export function splitPath(lessons: readonly string[], path: Path): { file: string; inside: Path } {
  const [first, index] = path;
  const id = first === 'lessons' && typeof index === 'number' && path.length > 2 ? lessons[index] : undefined;
  return id === undefined
    ? { file: COURSE_FILE, inside: path }
    : { file: lessonFile(id), inside: path.slice(2) };
}

/** A locator for a course that was not read from text (the studio's): files and paths, no lines. */
export function locateWithoutText(course: Course): Locate {
  const ids = course.lessons.map((lesson) => lesson.id);
  return (path) => {
    const { file, inside } = splitPath(ids, path);
    return { file, path: pathText(inside) };
  };
}

/** What a rule found, before it is given its place. */
export type Finding = { level: Problem['level']; rule: string; message: string; path: Path };

/** What was found in a part of the course, as seen from the whole: `path` leads to that part. */
export const below = (findings: readonly Finding[], path: Path): Finding[] =>
  findings.map((finding) => ({ ...finding, path: [...path, ...finding.path] }));

/** Gives what a rule found its place in the author's files. */
export function placed({ level, rule, message, path }: Finding, locate: Locate): Problem {
  return { level, rule, message, ...locate(path) };
}

/** By file (the course first), then by line. */
export function inOrder(problems: Problem[]): Problem[] {
  const rank = (file: string) => (file === COURSE_FILE ? '' : file);
  return problems.sort((a, b) => {
    if (a.file === b.file) return (a.line ?? 0) - (b.line ?? 0);
    return rank(a.file) < rank(b.file) ? -1 : 1;
  });
}
