import { and, asc, desc, eq, inArray, lt, max, sql } from 'drizzle-orm';
import type { Store } from '#server/db/store.ts';
import { settingsOf } from './course-settings.ts';

export type NewAttempt = {
  id: string;
  registrationId: string;
  versionId: string;
  number: number;
  label: string;
  trial?: boolean;
};
export type NewLaunchRow = {
  id: string;
  tokenHash: string;
  attemptId: string;
  scoId: string;
  learnerId: string;
  createdMs: number;
  expiresMs: number;
  mode: 'normal' | 'review';
};

/** The lesson in the course's current version, with the course's settings; undefined while nothing is published. */
export async function findCurrentLesson({ db, t }: Store, courseId: string, lessonId: string) {
  const { courses: c, courseVersions: v, scos } = t;
  const [row] = await db
    .select({ versionId: v.id, scoId: scos.scoId, title: titleOf(t), settings: c.settings })
    .from(c)
    .innerJoin(v, and(eq(v.courseId, c.id), eq(v.number, c.currentVersion), eq(v.state, 'published')))
    .innerJoin(scos, and(eq(scos.versionId, v.id), eq(scos.listed, true)))
    .where(and(eq(c.id, courseId), eq(scos.lessonId, lessonId)));
  return row && { ...row, settings: settingsOf(row.settings) };
}

/** What learners read: a package that somebody handed in goes by the name that a trainer gave the course. */
const titleOf = ({ courses: c, scos }: Store['t']) =>
  sql<string>`case when ${c.source} = 'import' then ${c.title} else ${scos.title} end`;

/** What a trainer tries of a version, drafts included: the package as a whole, or the first lesson. */
export async function findTrialLesson({ db, t }: Store, courseId: string, number: number) {
  const { courses: c, courseVersions: v, scos } = t;
  const [row] = await db
    .select({ versionId: v.id, scoId: scos.scoId, title: titleOf(t), settings: c.settings })
    .from(c)
    .innerJoin(v, and(eq(v.courseId, c.id), eq(v.number, number)))
    .innerJoin(scos, and(eq(scos.versionId, v.id), eq(scos.listed, true)))
    .where(eq(c.id, courseId))
    .orderBy(asc(scos.position))
    .limit(1);
  return row && { ...row, settings: settingsOf(row.settings) };
}

type NewRegistration = { id: string; learnerId: string; courseId: string; createdMs: number };

/** The learner's registration for the course, made if there is none. */
export async function ensureRegistration({ db, t }: Store, row: NewRegistration): Promise<string> {
  const r = t.registrations;
  const find = () =>
    db
      .select({ id: r.id })
      .from(r)
      .where(and(eq(r.learnerId, row.learnerId), eq(r.courseId, row.courseId)));
  const [before] = await find();
  if (before) return before.id;
  await db.insert(r).values(row).onConflictDoNothing();
  const [after] = await find();
  if (!after) throw new Error(`registration of ${row.learnerId} for ${row.courseId} was not stored`);
  return after.id;
}

/** The attempts whose version has the lesson, newest first; trials are none. */
export async function findAttempts({ db, t }: Store, registrationId: string, lessonId: string) {
  const { attempts: a, courses: c, registrations: r, scos, trackedStates: s } = t;
  const rows = await db
    .select({
      attemptId: a.id,
      number: a.number,
      label: a.label,
      scoId: scos.scoId,
      title: titleOf(t),
      reported: s.reported,
      successStatus: s.successStatus,
      scaledScore: s.scaledScore,
      firstMs: s.firstMs,
    })
    .from(a)
    .innerJoin(r, eq(r.id, a.registrationId))
    .innerJoin(c, eq(c.id, r.courseId))
    .innerJoin(scos, and(eq(scos.versionId, a.versionId), eq(scos.lessonId, lessonId), eq(scos.listed, true)))
    .leftJoin(s, and(eq(s.attemptId, a.id), eq(s.scoId, scos.scoId)))
    .where(and(eq(a.registrationId, registrationId), eq(a.trial, false)))
    .orderBy(desc(a.number));
  return rows.map(({ firstMs, ...row }) => ({
    ...row,
    reported: row.reported ?? ('not-started' as const),
    successStatus: row.successStatus ?? 'unknown',
    touched: firstMs !== null,
  }));
}

/** The number of the newest attempt (0: none), and the host label that this version has for this learner already. */
export async function findLastAttempt({ db, t }: Store, registrationId: string, versionId: string) {
  const a = t.attempts;
  const [[newest], [labelled]] = await Promise.all([
    db
      .select({ number: max(a.number) })
      .from(a)
      .where(and(eq(a.registrationId, registrationId), eq(a.trial, false))),
    db
      .select({ label: a.label })
      .from(a)
      .where(and(eq(a.registrationId, registrationId), eq(a.versionId, versionId), eq(a.trial, false)))
      .limit(1),
  ]);
  return { number: newest?.number ?? 0, label: labelled?.label };
}

/** Rejects as a duplicate when another launch made the same attempt first. Forgets launches that expired long ago. */
export async function insertLaunch(
  store: Store,
  launch: NewLaunchRow,
  attempt: NewAttempt | undefined,
  forgetBeforeMs: number,
): Promise<void> {
  const { attempts: a, trackedStates: s, launches: l } = store.t;
  const { attemptId, scoId, createdMs } = launch;
  await store.batch((db) => [
    ...(attempt ? [db.insert(a).values({ ...attempt, createdMs })] : []),
    db.insert(s).values({ attemptId, scoId }).onConflictDoNothing(),
    db.insert(l).values(launch),
    db.delete(l).where(lt(l.expiresMs, forgetBeforeMs)),
  ]);
}

/** The same for a trial, which leaves nothing of this learner's earlier trials of the course. Rejects as a duplicate when two begin at once. */
export async function insertTrial(store: Store, launch: NewLaunchRow, attempt: NewAttempt): Promise<void> {
  const { attempts: a, trackedStates: s, launches: l, playSessions: p } = store.t;
  const { attemptId, scoId, createdMs } = launch;
  const earlier = and(eq(a.registrationId, attempt.registrationId), eq(a.trial, true));
  await store.batch((db) => [
    db.delete(p).where(inArray(p.attemptId, db.select({ id: a.id }).from(a).where(earlier))),
    db.delete(a).where(earlier),
    db.insert(a).values({ ...attempt, createdMs }),
    db.insert(s).values({ attemptId, scoId }),
    db.insert(l).values(launch),
  ]);
}

/** Whether there was such a launch of that learner. */
export async function renewLaunch(
  { db, t }: Store,
  id: string,
  learnerId: string,
  expiresMs: number,
): Promise<boolean> {
  const l = t.launches;
  const rows = await db
    .update(l)
    .set({ expiresMs })
    .where(and(eq(l.id, id), eq(l.learnerId, learnerId)))
    .returning({ id: l.id });
  return rows.length > 0;
}

/** The package that a host label stands for. */
export async function findPackageKey({ db, t }: Store, label: string): Promise<string | undefined> {
  const { attempts: a, courseVersions: v } = t;
  const [row] = await db
    .select({ packageKey: v.packageKey })
    .from(a)
    .innerJoin(v, eq(v.id, a.versionId))
    .where(eq(a.label, label))
    .limit(1);
  return row?.packageKey;
}
