import { createHash } from 'node:crypto';
import { objectiveId } from '#courses/engine/ids.ts';
import { checkCourse } from '#courses/format/check-course.ts';
import { compileTexts } from '#courses/format/compile-text.ts';
import type { Course } from '#courses/format/course.ts';
import type { Lesson } from '#courses/format/lesson.ts';
import type { Edition, LessonData } from '#courses/format/lesson-data.ts';
import type { Locate } from '#courses/format/place.ts';
import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import { canonical } from '#courses/scorm/canonical.ts';
import { describeCourse } from '#courses/scorm/describe-course.ts';
import { type ExportOptions, packageFileName } from '#courses/scorm/export-options.ts';
import { singleScoProblems } from '#courses/scorm/fits-one-sco.ts';
import { identifiersOf } from '#courses/scorm/identifiers.ts';
import { lessonPage } from '#courses/scorm/lesson-page.ts';
import type { ManifestInput } from '#courses/scorm/manifest.ts';
import { writeManifest12 } from '#courses/scorm/manifest-1.2.ts';
import { writeManifest2004 } from '#courses/scorm/manifest-2004.ts';
import { mergeLessons } from '#courses/scorm/merge-lessons.ts';
import { settingsFor } from '#courses/scorm/profiles.ts';
import { CourseProblem } from './course-problem.ts';
import { MANIFEST } from './find-root.ts';
import {
  type Files,
  readControlDocuments,
  readMessages,
  readPack,
  readPlayer,
  readTips,
} from './ingredients.ts';
import { pictureProblems, picturesOf, withPicturesFrom } from './media.ts';
import { DESCRIPTION } from './read-package.ts';
import { writeZip } from './write-zip.ts';

export type PackageOrder = {
  course: Course;
  /** The course's pictures by their path in the course folder, `media/...`. */
  media: Files;
  options: ExportOptions;
  /** What `askwell.json` calls this content; by default a hash of the course document. */
  version?: string;
  /** Where the parts of the course are written, so that problems can name the line. */
  locate?: Locate;
};
export type BuiltPackage = { zip: Uint8Array; files: Files; askwell: AskwellJson; fileName: string };

/**
 * Builds a course's SCORM package. The same course, media, options and player give the same bytes on any machine.
 * Throws a CourseProblem when the course has errors, or cannot be packed as asked.
 */
export async function buildPackage({
  options,
  media,
  version,
  ...order
}: PackageOrder): Promise<BuiltPackage> {
  const { edition } = options;
  const known = { locate: order.locate, files: [...media.keys()] };
  const problems = [...checkCourse(order.course, known), ...pictureProblems(order.course)];
  if (problems.some(({ level }) => level === 'error')) throw new CourseProblem(problems);
  // Texts come from YAML or from a database column, with keys in different orders; the bytes must not depend on it.
  const whole = canonical(order.course);
  const course = options.layout === 'single' ? asSingleSco(whole, edition) : whole;
  const named = version ?? documentHash(whole);
  const askwell = describeCourse(course, named, options);
  const player = await readPlayer();
  const shared = new Map([...player, [DESCRIPTION, encode(`${JSON.stringify(askwell, null, 1)}\n`)]]);
  const lessons = await buildLessons(course, options, named);
  const pictures = new Map(
    [...media].filter(([path]) => course.lessons.some((lesson) => picturesOf(lesson).includes(path))),
  );
  const manifest = writeManifest(edition, manifestInput(course, options, [...shared.keys()]));
  const rest = new Map([...shared, ...lessons, ...pictures, ...(await readControlDocuments(edition))]);
  const inOrder = [...rest].sort(([a], [b]) => (a < b ? -1 : 1));
  const files: Files = new Map([[MANIFEST, encode(manifest)], ...inOrder]);
  return { zip: writeZip(files), files, askwell, fileName: packageFileName(course.id, options) };
}

/** The course with all its lessons in one. Throws a CourseProblem when they are too much for one SCO of the edition. */
function asSingleSco(course: Course, edition: Edition): Course {
  const lesson = mergeLessons(course);
  const problems = singleScoProblems(lesson, edition);
  if (problems.length > 0) throw new CourseProblem(problems);
  return { ...course, lessons: [lesson] };
}

/** Tells one state of a course document from another: SHA-256 in hex. */
const documentHash = (course: Course): string =>
  createHash('sha256')
    .update(JSON.stringify(canonical(course)))
    .digest('hex');

/** Where a lesson's page lies, and how it leads to the root. A single lesson starts there, as the simplest LMSs expect. */
const pageOf = (course: Course, lesson: Lesson): { path: string; toRoot: string } =>
  course.lessons.length === 1
    ? { path: 'index.html', toRoot: '' }
    : { path: `lessons/${lesson.id}/index.html`, toRoot: '../../' };

async function buildLessons(course: Course, options: ExportOptions, version: string): Promise<Files> {
  const { id, title, language, ownWords } = course;
  const [messages, tips, pack] = await Promise.all([
    readMessages(language),
    readTips(language),
    readPack(language),
  ]);
  return new Map(
    course.lessons.map((lesson) => {
      const { path, toRoot } = pageOf(course, lesson);
      const data: LessonData = {
        course: { id, title, language, ownWords },
        lesson: withPicturesFrom(toRoot, lesson),
        texts: compileTexts(lesson),
        messages,
        tips,
        ...(pack !== undefined && takesOwnWords(lesson) ? { pack } : {}),
        edition: options.edition,
        settings: settingsFor(options),
        version,
      };
      return [path, encode(lessonPage(data, `${toRoot}player/`))];
    }),
  );
}

/** True for a lesson in which the learner says something in their own words, which the coach then reads. */
const takesOwnWords = ({ steps }: Lesson): boolean =>
  steps.some(
    (step) =>
      step.kind === 'ask' || (step.kind === 'dialogue' && step.turns.some(({ ask }) => ask !== undefined)),
  );

function manifestInput(course: Course, { order }: ExportOptions, sharedFiles: string[]): ManifestInput {
  const identifiers = identifiersOf(course.id);
  return {
    identifier: identifiers.manifest,
    organization: identifiers.organization,
    title: course.title,
    order,
    items: course.lessons.map((lesson) => ({
      identifier: identifiers.item(lesson.id),
      resource: identifiers.resource(lesson.id),
      title: lesson.title,
      href: pageOf(course, lesson).path,
      files: picturesOf(lesson),
      objectives: lesson.objectives.map((objective) => objectiveId(lesson, objective.id)),
    })),
    sharedFiles,
  };
}

const writeManifest = (edition: Edition, input: ManifestInput): string =>
  edition === '1.2' ? writeManifest12(input) : writeManifest2004(input, edition);

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
