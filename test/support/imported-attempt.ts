import { randomBytes, randomUUID } from 'node:crypto';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import type { LoggedCall } from '#server/contract/commit.ts';
import { WHOLE } from '#server/db/schema/catalogue.ts';
import type { Services } from '#server/services.ts';

type Deps = Pick<Services, 'store'>;

/** Ids that nothing may trip over: a manifest may hold any of them. */
export const ODD_SCO = 'ITEM/1 ? &é"<b>#';
export const COURSE = 'handed-in';

const activity = (
  id: string,
  title: string,
  kind: 'sco' | 'folder',
  children: Activity[] = [],
): Activity => ({
  id,
  title,
  isVisible: true,
  kind,
  href: kind === 'sco' ? 'index.html' : '',
  prerequisites: '',
  children,
});

type Package = { id?: string; edition?: '1.2' | '2004-4'; askwell?: AskwellJson };

/** A course that somebody handed in: one package of two SCOs, played as a whole. `askwell`: it is one of ours. */
export async function addImportedCourse({ store: { db, t } }: Deps, given: Package = {}): Promise<string> {
  const { id = COURSE, edition = '1.2', askwell } = given;
  const versionId = `${id}-v1`;
  await db.insert(t.courses).values({
    id,
    title: 'Handed in',
    language: 'en',
    description: '',
    currentVersion: 1,
    createdMs: 1,
    source: 'import',
  });
  await db.insert(t.courseVersions).values({
    id: versionId,
    courseId: id,
    number: 1,
    askwell,
    contentHash: randomUUID(),
    edition,
    packageKey: randomUUID(),
    publishedMs: 1,
    imported: {
      fileName: 'a.zip',
      bytes: 1,
      files: 2,
      standard: edition === '1.2' ? 'SCORM 1.2' : 'SCORM 2004',
      schemaVersion: '',
      tool: 'Some tool',
      title: 'Handed in',
      notices: [],
      importedMs: 1,
    },
    contents: activity('ORG', 'Handed in', 'folder', [
      activity(ODD_SCO, 'First part', 'sco'),
      activity('two', 'Second part', 'sco'),
    ]),
  });
  const sco = (scoId: string, title: string, position: number) => ({
    versionId,
    scoId,
    lessonId: scoId === WHOLE ? 'package' : scoId,
    title,
    description: '',
    minutes: 0,
    href: 'index.html',
    position,
    listed: scoId === WHOLE,
  });
  await db
    .insert(t.scos)
    .values([sco(WHOLE, 'Handed in', 0), sco(ODD_SCO, 'First part', 1), sco('two', 'Second part', 2)]);
  return versionId;
}

export type Given = {
  courseId?: string;
  number?: number;
  trial?: boolean;
  cmi?: object;
  calls?: LoggedCall[];
  interactions?: {
    id: string;
    scoId?: string;
    type?: string;
    response: string;
    result?: string;
    description?: string;
    correct?: string[];
    objectives?: string[];
    firstTry?: boolean;
  }[];
  atMs?: number;
};

/** A learner's attempt at it, with one page load in which the first SCO was played. */
export async function addImportedAttempt(
  { store: { db, t } }: Deps,
  learnerId: string,
  given: Given = {},
): Promise<string> {
  const {
    courseId = COURSE,
    number = 1,
    trial = false,
    cmi = {},
    calls = [],
    interactions = [],
    atMs = 1_000,
  } = given;
  const registrationId = `${learnerId}-${courseId}`;
  const attemptId = randomUUID();
  await db
    .insert(t.registrations)
    .values({ id: registrationId, learnerId, courseId, createdMs: atMs })
    .onConflictDoNothing();
  const label = randomBytes(16).toString('hex');
  await db.insert(t.attempts).values({
    id: attemptId,
    registrationId,
    versionId: `${courseId}-v1`,
    number,
    label,
    createdMs: atMs,
    trial,
  });
  const state = { attemptId, epoch: 1, lastNumber: 3, firstMs: atMs, lastMs: atMs + 5_000, totalSeconds: 5 };
  await db.insert(t.trackedStates).values([
    { ...state, scoId: WHOLE, reported: 'in-progress', completionStatus: 'incomplete' },
    {
      ...state,
      scoId: ODD_SCO,
      reported: 'completed',
      completionStatus: 'completed',
      scaledScore: 0.5,
      progress: 0.75,
      ended: true,
      cmi: JSON.stringify(cmi),
    },
  ]);
  await db.insert(t.packageStates).values({ attemptId, currentSco: ODD_SCO, sequencing: null });
  const session = { attemptId, epoch: 1, startedMs: atMs, lastMs: atMs + 5_000, baseSeconds: 0, seconds: 5 };
  await db.insert(t.playSessions).values([
    { ...session, scoId: WHOLE },
    { ...session, scoId: ODD_SCO, ended: true },
  ]);
  await db.insert(t.launches).values({
    id: randomUUID(),
    tokenHash: randomUUID(),
    attemptId,
    scoId: WHOLE,
    learnerId,
    createdMs: atMs,
    expiresMs: 4e12,
  });
  if (calls.length > 0) {
    const half = Math.ceil(calls.length / 2);
    const part = (number: number, some: LoggedCall[], skipped: number) => ({
      attemptId,
      scoId: WHOLE,
      epoch: 1,
      part: number,
      skipped,
      calls: JSON.stringify(some),
      atMs,
    });
    await db.insert(t.callLogs).values([part(1, calls.slice(0, half), 0), part(2, calls.slice(half), 0)]);
  }
  for (const [
    position,
    { id, scoId = ODD_SCO, type = 'choice', response, result = '', ...more },
  ] of interactions.entries()) {
    await db.insert(t.interactions).values({
      id: randomUUID(),
      attemptId,
      scoId,
      position,
      interactionId: id,
      type,
      time: '10:00:00',
      response,
      result,
      latency: '00:00:07',
      objectives: [],
      firstTry: true,
      atMs: atMs + position,
      ...more,
    });
  }
  return attemptId;
}
