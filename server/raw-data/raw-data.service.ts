import type { z } from 'zod';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import type {
  AttemptHead,
  AttemptSessions,
  CallLogView,
  Finding,
  LearnerAttempts,
  LogQuery,
  RawCmi,
} from '#server/contract/raw-data.ts';
import { WHOLE } from '#server/db/schema/catalogue.ts';
import { notFound } from '#server/errors.ts';
import type { Cmi } from '#server/learning/cmi.ts';
import { findLearner } from '#server/learning/progress.repo.ts';
import { findCourse } from '#server/reports/reports.repo.ts';
import type { Services } from '#server/services.ts';
import { readLog, summariseLog } from './call-log.ts';
import { elementsOf, isPrivate, withoutPrivate } from './cmi-elements.ts';
import { judgeSession } from './judge-session.ts';
import {
  findAttempt,
  findAttemptsOf,
  findCmi,
  findContents,
  findSessions,
  findStandings,
  type HeadRow,
} from './raw-data.repo.ts';

type Deps = Pick<Services, 'store' | 'now'>;
type Actor = { id: string };

/** Elements that a page lists; the file has all of them. */
const MOST_ELEMENTS = 2_000;

/** A learner's attempts at a course, with how each SCO stands. */
export async function getLearnerAttempts(
  { store }: Deps,
  learnerId: string,
  courseId: string,
): Promise<LearnerAttempts> {
  const [learner, course] = await Promise.all([findLearner(store, learnerId), findCourse(store, courseId)]);
  if (!learner) throw notFound(`There is no learner ${JSON.stringify(learnerId)}.`);
  if (!course) throw notFound(`There is no course "${courseId}".`);
  const attempts = await findAttemptsOf(store, learnerId, courseId);
  const standings = await findStandings(
    store,
    attempts.map(({ id }) => id),
  );
  const byAttempt = Map.groupBy(standings, ({ attemptId }) => attemptId);
  return {
    learner,
    course,
    attempts: attempts.map((row) => {
      const { learner: _, course: __, ...attempt } = headOf(row);
      return { ...attempt, scos: (byAttempt.get(row.id) ?? []).map(({ attemptId: ___, ...sco }) => sco) };
    }),
  };
}

/** Each load of an attempt's page. */
export async function getSessions({ store }: Deps, attemptId: string): Promise<AttemptSessions> {
  const attempt = await getAttempt(store, attemptId);
  return { attempt: headOf(attempt), sessions: await findSessions(store, attemptId) };
}

/** The stored data model of a SCO, and what its last session shows. */
export async function getRawCmi(
  { store, now }: Deps,
  actor: Actor,
  attemptId: string,
  scoId: string,
): Promise<RawCmi> {
  const attempt = await getAttempt(store, attemptId);
  const [standings, cmi, sessions] = await Promise.all([
    findStandings(store, [attemptId]),
    findCmi(store, attemptId, scoId),
    findSessions(store, attemptId),
  ]);
  const standing = standings.find((sco) => sco.scoId === scoId);
  if (!standing) throw notFound(`Attempt ${attemptId} has no SCO ${JSON.stringify(scoId)}.`);
  const { attemptId: _, ...sco } = standing;
  const hide = isHiddenFrom(actor, attempt);
  const elements = elementsOf(JSON.parse(cmi ?? '{}') as Cmi, hide);
  const session = sessions.find((one) => one.sco === scoId);
  const key = session && { attemptId, launched: attempt.whole ? WHOLE : scoId, epoch: session.epoch };
  const log = key && (await summariseLog(store, key, partOf(attempt, scoId)));
  const findings = judgeSession({
    session,
    summary: log?.summary,
    leftOut: log?.leftOut ?? 0,
    elements: attempt.whole && scoId === WHOLE ? undefined : elements,
    isAsset: await isAsset(store, attempt, scoId),
    nowMs: now(),
  });
  return {
    attempt: headOf(attempt),
    sco,
    findings: findings.map((found) => ({ ...found, value: shownValue(found, hide) })),
    elements: elements.slice(0, MOST_ELEMENTS),
    leftOut: Math.max(0, elements.length - MOST_ELEMENTS),
    hidden: elements.some(({ value }) => value === null),
  };
}

const shownValue = ({ what, value }: Finding, hide: boolean): string =>
  hide && isPrivate(what) ? '' : value.slice(0, 200);

/** The same data model as it is stored. */
export async function getCmiFile(
  { store }: Deps,
  actor: Actor,
  attemptId: string,
  scoId: string,
): Promise<Cmi> {
  const attempt = await getAttempt(store, attemptId);
  const text = await findCmi(store, attemptId, scoId);
  if (text === undefined || text === null) {
    throw notFound(`Attempt ${attemptId} has no data of a SCO ${JSON.stringify(scoId)}.`);
  }
  const cmi = JSON.parse(text) as Cmi;
  return { cmi: isHiddenFrom(actor, attempt) ? withoutPrivate(cmi) : cmi };
}

/** Some of the calls of one session. */
export async function getCallLog(
  { store }: Deps,
  actor: Actor,
  attemptId: string,
  { launched, epoch, sco, errors, after }: z.infer<typeof LogQuery>,
): Promise<CallLogView> {
  const attempt = await getAttempt(store, attemptId);
  const part = sco === undefined ? undefined : partOf(attempt, sco);
  const hide = isHiddenFrom(actor, attempt);
  return readLog(store, { attemptId, launched, epoch, sco: part, errors, after, hide });
}

/** The log of a package tells its SCOs apart; that of a lesson is about the lesson alone. */
const partOf = ({ whole }: HeadRow, scoId: string): string | undefined =>
  whole && scoId !== WHOLE ? scoId : undefined;

/** Opens, and never talks to us. */
async function isAsset(
  store: Services['store'],
  { whole, versionId }: HeadRow,
  scoId: string,
): Promise<boolean> {
  if (!whole || scoId === WHOLE) return false;
  const contents = await findContents(store, versionId);
  const item = contents && findActivity(contents, scoId);
  return item !== undefined && item !== null && item.kind !== 'sco';
}

function findActivity(activity: Activity, id: string): Activity | undefined {
  if (activity.id === id) return activity;
  for (const child of activity.children) {
    const found = findActivity(child, id);
    if (found) return found;
  }
  return undefined;
}

/** Our lessons promise that second tries stay private; other packages promise nothing that we could know. */
const isHiddenFrom = (actor: Actor, { ours, learnerId }: HeadRow): boolean => ours && learnerId !== actor.id;

async function getAttempt(store: Services['store'], attemptId: string): Promise<HeadRow> {
  const attempt = await findAttempt(store, attemptId);
  if (!attempt) throw notFound(`There is no attempt ${JSON.stringify(attemptId)}.`);
  return attempt;
}

const headOf = (row: HeadRow): AttemptHead => ({
  id: row.id,
  number: row.number,
  trial: row.trial,
  version: row.version,
  edition: row.edition,
  tool: row.imported?.tool ?? null,
  whole: row.whole,
  startedMs: row.startedMs,
  learner: { id: row.learnerId, name: row.learnerName },
  course: { id: row.courseId, title: row.courseTitle },
});
