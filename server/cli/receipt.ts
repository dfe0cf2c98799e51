import type { Course } from '#courses/format/course.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import { parseCourse } from '#courses/format/parse-course.ts';
import { mergeLessons } from '#courses/scorm/merge-lessons.ts';
import {
  keyOfCourse,
  keyOfLesson,
  keyOfObjective,
  type ReceiptReading,
  readReceipt,
} from '#courses/scorm/receipt.ts';
import { readCourseFolder } from '#server/catalogue/read-course-folder.ts';
import { NamedError } from '#server/errors.ts';
import { CommandError } from './command-error.ts';

type Options = { course?: string | undefined; json?: boolean | undefined };

/** What a receipt says in a course's own words; a lesson or objective that the course no longer has is undefined. */
type Named = {
  courseId: string;
  courseTitle: string;
  lessonId: string | undefined;
  lessonTitle: string | undefined;
  /** Behaviours of the objectives met, where the code had room for them. */
  met: (string | undefined)[];
};

const NO_PROOF = 'A receipt is the learner\u2019s own note, not proof: anyone who knows how could make one.';

/**
 * `askwell receipt <code>`: says in words what a learner's receipt says.
 * Answers the exit code: 0 it was read, 1 the code is mistyped or is of another course, 2 there is no such course folder.
 */
export async function receiptCommand(code: string, { course, json = false }: Options = {}): Promise<number> {
  const read = readReceipt(code);
  if (!read.ok) return tellProblem(read.problem, json);
  const document = course === undefined ? undefined : await openCourse(course);
  const { reading } = read;
  if (document !== undefined && keyOfCourse(document.id) !== reading.course)
    return tellProblem(`The code is in order, but it is not of the course "${document.id}".`, json);
  const named = document && nameFacts(document, reading);
  if (json) console.log(JSON.stringify({ ok: true, ...reading, ...(named ? { named } : {}) }, null, 2));
  else for (const line of inWords(reading, named)) console.log(line);
  return 0;
}

function tellProblem(problem: string, json: boolean): number {
  if (json) console.log(JSON.stringify({ ok: false, problem }, null, 2));
  else console.error(problem);
  return 1;
}

async function openCourse(folder: string): Promise<Course> {
  try {
    const { course } = parseCourse((await readCourseFolder(folder)).files);
    if (course !== undefined) return course;
  } catch (error) {
    if (!(error instanceof NamedError)) throw error;
    throw new CommandError(error.message, { cause: error, exitCode: 2 });
  }
  throw new CommandError(`The course in ${folder} cannot be read; "askwell check ${folder}" says why.`, {
    exitCode: 2,
  });
}

function nameFacts(course: Course, { lesson, metKeys }: ReceiptReading): Named {
  // A package with a single SCO plays all lessons as one, which is called like the course.
  const lessons: Lesson[] = [...course.lessons, mergeLessons(course)];
  const found = lessons.find(({ id }) => keyOfLesson(id) === lesson);
  return {
    courseId: course.id,
    courseTitle: course.title,
    lessonId: found?.id,
    lessonTitle: found?.title,
    met: metKeys.map((key) => found?.objectives.find(({ id }) => keyOfObjective(id) === key)?.behaviour),
  };
}

function inWords(reading: ReceiptReading, named: Named | undefined): string[] {
  const { day, percent, objectives, met, tips } = reading;
  return [
    ...(named
      ? [
          `Course:     ${named.courseTitle}`,
          `Lesson:     ${named.lessonTitle ?? 'one that the course no longer has'}`,
        ]
      : []),
    `Date:       ${day} (UTC)`,
    `Result:     ${percent} of 100, ${outcomeOf(reading)}`,
    `Objectives: ${met} of ${objectives} met`,
    ...(named?.met ?? []).map(
      (behaviour) => `            - ${behaviour ?? 'one that the lesson no longer has'}`,
    ),
    `Tips:       ${tips.length === 0 ? 'none' : tips.join(', ')}`,
    ...(named ? [] : ['Add --course FOLDER to see which lesson it was.']),
    NO_PROOF,
  ];
}

function outcomeOf({ passed, complete }: ReceiptReading): string {
  if (passed) return 'passed';
  return complete ? 'gone through, not passed' : 'not finished';
}
