import { randomBytes, randomUUID } from 'node:crypto';
import type { Activity, ScoData } from '#courses/scorm/activity-tree.ts';
import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import type { ImportFindings } from '#server/db/schema/catalogue.ts';
import { WHOLE } from '#server/db/schema/catalogue.ts';
import type { Package } from '#server/packages/read-package.ts';
import type { ReceivedZip } from './receive-zip.ts';
import { cut, storable } from './storable.ts';

/** The rows of a version that only staff sees. */
export type Draft = {
  course: {
    id: string;
    isNew: boolean;
    title: string;
    language: string;
    description: string;
    createdMs: number;
  };
  version: {
    id: string;
    courseId: string;
    number: number;
    contentHash: string;
    edition: '1.2' | '2004-4';
    packageKey: string;
    askwell: AskwellJson | null;
    document: null;
    publishedMs: number;
    state: 'draft';
    imported: ImportFindings;
    contents: Activity;
  };
  scos: {
    versionId: string;
    scoId: string;
    lessonId: string;
    title: string;
    description: string;
    minutes: number;
    href: string;
    position: number;
    listed: boolean;
    data: ScoData | null;
  }[];
};

type Order = {
  /** As it was read; its title and everything in it are somebody else's words. */
  found: Package;
  received: ReceivedZip;
  fileName: string;
  packageKey: string;
  /** Undefined for a new course. */
  courseId: string | undefined;
  number: number;
  /** The version that holds the same zip already. */
  same: number | undefined;
  nowMs: number;
};

/** The lesson that stands for a package as a whole. */
const WHOLE_LESSON = 'package';
const MAX_TITLE = 200;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

const newCourseId = (): string =>
  `p-${Array.from(randomBytes(12), (byte) => BASE32[byte % BASE32.length]).join('')}`;

/** What the database keeps of a package that was read and stored. */
export function draftOf({ found, received, nowMs, ...order }: Order): Draft {
  const versionId = randomUUID();
  const courseId = order.courseId ?? newCourseId();
  const title = clipTitle(found.title);
  const { contentHash } = received;
  return storable({
    course: {
      id: courseId,
      isNew: order.courseId === undefined,
      title,
      language: found.askwell?.course.language ?? 'und',
      description: '',
      createdMs: nowMs,
    },
    version: {
      id: versionId,
      courseId,
      number: order.number,
      contentHash,
      edition: found.edition,
      packageKey: order.packageKey,
      askwell: found.askwell ?? null,
      document: null,
      publishedMs: nowMs,
      state: 'draft',
      imported: findingsOf(found, received, { ...order, title, nowMs }),
      contents: found.contents,
    },
    scos: [
      {
        ...NOTHING_TOLD,
        versionId,
        scoId: WHOLE,
        lessonId: WHOLE_LESSON,
        title,
        href: '',
        position: 0,
        listed: true,
        data: null,
      },
      ...found.scos.map(({ scoId, title: name, href, position, data }) => ({
        ...NOTHING_TOLD,
        versionId,
        scoId,
        lessonId: scoId,
        title: name,
        href,
        position,
        listed: false,
        data,
      })),
    ],
  });
}

const NOTHING_TOLD = { description: '', minutes: 0 };

type Known = Pick<Order, 'fileName' | 'same' | 'nowMs'> & { title: string };

function findingsOf(
  { standard, schemaVersion, tool, paths, notices }: Package,
  { bytes }: ReceivedZip,
  { fileName, same, title, nowMs }: Known,
): ImportFindings {
  const again = {
    rule: 'same-file',
    message: `This is the very file that version ${same} was made of.`,
  };
  return {
    fileName,
    bytes,
    files: paths.length,
    standard,
    schemaVersion,
    tool,
    title,
    notices: same === undefined ? notices : [again, ...notices],
    importedMs: nowMs,
  };
}

function clipTitle(title: string): string {
  const whole = title.trim() || 'Untitled';
  return whole.length > MAX_TITLE ? `${cut(whole, MAX_TITLE - 1)}…` : whole;
}
