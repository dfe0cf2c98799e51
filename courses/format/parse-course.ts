import { duplicateIds } from './check/ids.ts';
import { type Course, CourseFile } from './course.ts';
import { Lesson } from './lesson.ts';
import { parseFile } from './parse-file.ts';
import { COURSE_FILE, inOrder, type Locate, lessonFile, pathText, placed, splitPath } from './place.ts';
import type { Problem } from './problem.ts';
import { readYaml, type Source } from './read-yaml.ts';
import { upgradeCourse } from './upgrade-course.ts';

/** A course ready to use with the way back to its text, or what is wrong with its text. */
export type ParsedCourse =
  | { course: Course; locate: Locate; problems: [] }
  | { course: undefined; locate?: undefined; problems: Problem[] };

const LESSON_NAME = /^lessons\/([^/]+)\.yaml$/;
const LESSON_LIKE = /^lessons\/(?:.+\/)?([^/]+)\.ya?ml$/i;

/**
 * Reads a course from the texts of its files, by path relative to its folder (`course.yaml`, `lessons/<id>.yaml`;
 * others are ignored). Never throws. Structure only: `checkCourse` tells whether the course makes sense.
 */
export function parseCourse(files: Record<string, string>): ParsedCourse {
  const text = Object.hasOwn(files, COURSE_FILE) ? files[COURSE_FILE] : undefined;
  if (text === undefined) {
    const message = `There is no ${COURSE_FILE} in the folder; expected one that names the course and its lessons.`;
    return {
      course: undefined,
      problems: [{ level: 'error', rule: 'missing-file', message, file: COURSE_FILE, path: '' }],
    };
  }
  const { sources, problems } = readAll(files, text);
  const main = sources[COURSE_FILE];
  if (main === undefined) return { course: undefined, problems };
  const upgraded = upgrade(sources, main);
  if (upgraded.problem !== undefined) return { course: undefined, problems: [upgraded.problem] };
  const parsed = assemble(upgraded.sources, main.file);
  const all = [...problems, ...parsed.problems, ...fileProblems(files, main, parsed.listed)];
  if (parsed.course === undefined || all.length > 0) return { course: undefined, problems: inOrder(all) };

  const locate = locator(parsed.listed, upgraded.sources);
  const twice = duplicateIds(parsed.course).map((finding) => placed(finding, locate));
  if (twice.length > 0) return { course: undefined, problems: inOrder(twice) };
  return { course: parsed.course, locate, problems: [] };
}

type Sources = Record<string, Source>;

function readAll(
  files: Record<string, string>,
  courseText: string,
): { sources: Sources; problems: Problem[] } {
  const texts = Object.entries(files).filter(
    ([file]) => file.startsWith('lessons/') && file.endsWith('.yaml'),
  );
  const read = [[COURSE_FILE, courseText] as const, ...texts].map(([file, text]) => readYaml(file, text));
  const sources = read.flatMap(({ source }) =>
    source === undefined ? [] : [[source.file, source] as const],
  );
  return { sources: Object.fromEntries(sources), problems: read.flatMap(({ problems }) => problems) };
}

/** Brings the data of all files to the current format; lines still lead to the text as the author wrote it. */
function upgrade(
  sources: Sources,
  main: Source,
): { sources: Sources; problem?: undefined } | { problem: Problem } {
  const lessons = Object.fromEntries(Object.values(sources).map(({ file, data }) => [file, data]));
  const { raw, problem } = upgradeCourse({ course: main.data, lessons });
  if (raw === undefined) {
    return {
      problem: {
        level: 'error',
        rule: 'format',
        message: problem,
        file: main.file,
        line: main.lineAt(['format']),
        path: 'format',
      },
    };
  }
  const moved = Object.values(sources).map((source) => {
    const data = source === main ? raw.course : raw.lessons[source.file];
    return [source.file, { ...source, data }] as const;
  });
  return { sources: Object.fromEntries(moved) };
}

function assemble(
  sources: Sources,
  mainFile: string,
): { course: Course | undefined; listed: string[]; problems: Problem[] } {
  const main = sources[mainFile];
  if (main === undefined) return { course: undefined, listed: [], problems: [] };
  const head = parseFile(CourseFile, main);
  const rest = Object.values(sources).filter((source) => source !== main);
  const read = rest.map((source) => ({ source, parsed: parseFile(Lesson, source) }));
  const problems = [...head.problems, ...read.flatMap(({ parsed }) => parsed.problems)];
  const named = read.flatMap(({ source, parsed }) =>
    parsed.value === undefined ? [] : [{ source, lesson: parsed.value }],
  );
  problems.push(...named.flatMap(({ source, lesson }) => wrongId(source, lesson)));
  if (head.value === undefined) return { course: undefined, listed: listedIds(main.data), problems };

  const listed = head.value.lessons;
  const byFile = new Map(named.map(({ source, lesson }) => [source.file, lesson]));
  const lessons = listed.flatMap((id) => byFile.get(lessonFile(id)) ?? []);
  const complete = lessons.length === listed.length;
  return { course: complete ? { ...head.value, lessons } : undefined, listed, problems };
}

/** The lessons a course file names, even when something else in it is wrong: enough to tell which files are strays. */
function listedIds(data: unknown): string[] {
  const found = CourseFile.pick({ lessons: true }).loose().safeParse(data);
  return found.success ? found.data.lessons : [];
}

function wrongId({ file, lineAt }: Source, lesson: Lesson): Problem[] {
  const expected = LESSON_NAME.exec(file)?.[1];
  if (lesson.id === expected) return [];
  const message = `The lesson's id is "${lesson.id}"; expected "${expected}", the name of its file.`;
  return [{ level: 'error', rule: 'lesson-id', message, file, line: lineAt(['id']), path: 'id' }];
}

/** Lessons that are named but not there, and files that are there but not named. */
function fileProblems(files: Record<string, string>, main: Source, listed: readonly string[]): Problem[] {
  if (listed.length === 0) return [];
  const missing = listed.flatMap((id, index): Problem[] => {
    if (Object.hasOwn(files, lessonFile(id))) return [];
    const message = `Lesson "${id}" is listed, but there is no file ${lessonFile(id)}.`;
    const path = ['lessons', index];
    return [
      {
        level: 'error',
        rule: 'missing-file',
        message,
        file: main.file,
        line: main.lineAt(path),
        path: pathText(path),
      },
    ];
  });
  const stray = Object.keys(files).flatMap((file): Problem[] => {
    const id = LESSON_LIKE.exec(file)?.[1];
    if (id === undefined || (listed.includes(id) && file === lessonFile(id))) return [];
    const remedy = LESSON_NAME.test(file)
      ? `add "- ${id}" to "lessons" in ${COURSE_FILE}, or remove the file`
      : `rename it to ${lessonFile(id)}`;
    const message = `${file} is not part of the course; ${remedy}.`;
    return [{ level: 'error', rule: 'unlisted-file', message, file, path: '' }];
  });
  return [...missing, ...stray];
}

function locator(lessons: readonly string[], sources: Sources): Locate {
  return (path) => {
    const { file, inside } = splitPath(lessons, path);
    const line = sources[file]?.lineAt(inside);
    return { file, path: pathText(inside), ...(line === undefined ? {} : { line }) };
  };
}
