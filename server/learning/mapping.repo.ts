import { and, asc, count, desc, eq, gt, inArray, isNull, type Placeholder, sql } from 'drizzle-orm';
import type { TipId } from '#courses/format/words.ts';
import { Conflict, type Db, must, type Statement } from '#server/db/statement.ts';
import type { Store } from '#server/db/store.ts';
import type { NewEvidence } from './evidence.ts';
import { type JudgedAnswer, type Mapping, mappedPrefix } from './mapped-evidence.ts';
import type { RollUp, Standing } from './roll-up.ts';

/** A registration's revision, and what of its course is mapped at that revision: read by one statement. */
export type MappingOf = Mapping & { revision: number };

/** What of its course counts for a registration now. */
export const findMappingOf = async (store: Store, registrationId: string): Promise<MappingOf> =>
  mappingOf(await mappingQuery(store, store.db, registrationId));

/** The same for the path of commits, where the statement is built once. */
export function mappingReader(store: Store): (registrationId: string) => Promise<MappingOf> {
  const read = store.prepareRead('commit.mapping', (db) => mappingQuery(store, db, sql.placeholder('id')));
  return async (id) => mappingOf(await read({ id }));
}

const mappingQuery = ({ t }: Store, db: Db, id: string | Placeholder) => {
  const { registrations: r, tipMappings: m } = t;
  return db
    .select({ revision: r.revision, courseId: r.courseId, objectiveId: m.objectiveId, tip: m.tip })
    .from(r)
    .leftJoin(m, eq(m.courseId, r.courseId))
    .where(eq(r.id, id));
};

function mappingOf(rows: Awaited<ReturnType<typeof mappingQuery>>): MappingOf {
  const [first] = rows;
  if (!first) throw new Conflict('the registration is gone');
  const targets = rows.flatMap(({ objectiveId, tip }) =>
    objectiveId === null || tip === null ? [] : [{ objectiveId, tip }],
  );
  return { revision: first.revision, courseId: first.courseId, targets };
}

/** What of a course is mapped, by objective. */
export async function findTargets({ db, t }: Store, courseId: string) {
  const m = t.tipMappings;
  return db
    .select({ objectiveId: m.objectiveId, tip: m.tip })
    .from(m)
    .where(eq(m.courseId, courseId))
    .orderBy(asc(m.objectiveId));
}

/** Mapped courses among these, each with its title. */
export async function findMappedCourses(
  { db, t }: Store,
  courseIds: readonly string[],
): Promise<(Mapping & { title: string })[]> {
  const { tipMappings: m, courses: c } = t;
  if (courseIds.length === 0) return [];
  const rows = await db
    .select({ courseId: m.courseId, title: c.title, objectiveId: m.objectiveId, tip: m.tip })
    .from(m)
    .innerJoin(c, eq(c.id, m.courseId))
    .where(inArray(m.courseId, [...courseIds]))
    .orderBy(asc(m.courseId), asc(m.objectiveId));
  return [...Map.groupBy(rows, ({ courseId }) => courseId)].flatMap(([courseId, targets]) => {
    const [first] = targets;
    return first ? [{ courseId, title: first.title, targets }] : [];
  });
}

/** The course's versions, newest first: whether each says itself what counts, and the objectives of its SCOs in their order. */
export async function findMappable({ db, t }: Store, courseId: string) {
  const { courseVersions: v, scos } = t;
  const rows = await db
    .select({ id: v.id, askwell: v.askwell, data: scos.data })
    .from(v)
    .leftJoin(scos, eq(scos.versionId, v.id))
    .where(eq(v.courseId, courseId))
    .orderBy(desc(v.number), asc(scos.position));
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((scosOf) => ({
    askwell: scosOf[0]?.askwell ?? null,
    objectives: scosOf.flatMap(({ data }) => data?.objectives ?? []),
  }));
}

/** How different lists of objectives are looked through for ids that the manifest does not name. */
const MOST_LISTS = 2_000;

/** Objectives that learners' answers named, in no order. */
export async function findReportedObjectives({ db, t }: Store, courseId: string): Promise<string[]> {
  const { interactions: i, attempts: a, registrations: r, courseVersions: v } = t;
  const rows = await db
    .selectDistinct({ objectives: i.objectives })
    .from(i)
    .innerJoin(a, and(eq(a.id, i.attemptId), eq(a.trial, false)))
    .innerJoin(v, and(eq(v.id, a.versionId), isNull(v.askwell)))
    .innerJoin(r, eq(r.id, a.registrationId))
    .where(eq(r.courseId, courseId))
    .limit(MOST_LISTS);
  return [...new Set(rows.flatMap(({ objectives }) => objectives))];
}

const JUDGED = ['correct', 'incorrect'];

/** How many answers a rule judged, in packages that do not say themselves what counts. */
export async function countJudged({ db, t }: Store, courseId: string): Promise<number> {
  const { interactions: i, attempts: a, registrations: r, courseVersions: v } = t;
  const [row] = await db
    .select({ answers: count() })
    .from(i)
    .innerJoin(a, and(eq(a.id, i.attemptId), eq(a.trial, false)))
    .innerJoin(v, and(eq(v.id, a.versionId), isNull(v.askwell)))
    .innerJoin(r, eq(r.id, a.registrationId))
    .where(and(eq(r.courseId, courseId), inArray(i.result, JUDGED)));
  return row?.answers ?? 0;
}

/** Everything that is mapped from now on; what was mapped before is forgotten. */
export async function replaceTargets(
  store: Store,
  courseId: string,
  targets: readonly { objectiveId: string; tip: TipId }[],
): Promise<void> {
  const m = store.t.tipMappings;
  await store.batch((db): Statement[] => [
    db.delete(m).where(eq(m.courseId, courseId)),
    ...(targets.length === 0
      ? []
      : [db.insert(m).values(targets.map((target) => ({ ...target, courseId })))]),
  ]);
}

/** The next registrations of a course, by id. */
export async function listRegistrations(
  { db, t }: Store,
  courseId: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const r = t.registrations;
  const rows = await db
    .select({ id: r.id })
    .from(r)
    .where(and(eq(r.courseId, courseId), gt(r.id, after)))
    .orderBy(asc(r.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** All that a registration's standing is computed from anew. */
export async function readForRecount({ db, t }: Store, registrationId: string) {
  const { interactions: i, attempts: a, courseVersions: v, objectiveProgress: o, tipProgress: p } = t;
  const [answers, levels, tips, [newest]] = await Promise.all([
    db
      .select({
        key: i.id,
        attemptId: i.attemptId,
        scoId: i.scoId,
        interactionId: i.interactionId,
        result: i.result,
        objectives: i.objectives,
        firstTry: i.firstTry,
        atMs: i.atMs,
      })
      .from(i)
      .innerJoin(a, and(eq(a.id, i.attemptId), eq(a.trial, false)))
      .innerJoin(v, and(eq(v.id, a.versionId), isNull(v.askwell)))
      .where(and(eq(a.registrationId, registrationId), inArray(i.result, JUDGED))),
    db
      .select({ id: o.objectiveId, level: o.level, sinceMs: o.sinceMs })
      .from(o)
      .where(eq(o.registrationId, registrationId)),
    db
      .select({ tip: p.tip, level: p.level, sinceMs: p.sinceMs })
      .from(p)
      .where(eq(p.registrationId, registrationId)),
    db
      .select({ askwell: v.askwell })
      .from(a)
      .innerJoin(v, eq(v.id, a.versionId))
      .where(and(eq(a.registrationId, registrationId), eq(a.trial, false)))
      .orderBy(desc(a.number))
      .limit(1),
  ]);
  return {
    answers: answers satisfies JudgedAnswer[],
    objectives: new Map<string, Standing>(levels.map(({ id, ...standing }) => [id, standing])),
    tips: new Map<string, Standing>(tips.map(({ tip, ...standing }) => [tip, standing])),
    askwell: newest?.askwell ?? null,
  };
}

export type Recount = {
  registrationId: string;
  courseId: string;
  revision: number;
  evidence: readonly NewEvidence[];
  standing: RollUp;
};

/** Rows of one insert; SQLite takes 32,766 values at once. */
const ROWS = 1_000;

/** Puts the new standing in the place of the old, all or nothing; rejects with `Conflict` when the registration changed since `revision`. */
export async function writeRecount(store: Store, recount: Recount): Promise<void> {
  const { registrationId, courseId, revision, evidence, standing } = recount;
  const { registrations: r, evidence: e, objectiveProgress: o, tipProgress: p } = store.t;
  const prefix = mappedPrefix(courseId);
  const isMapped = (column: typeof e.objectiveId | typeof o.objectiveId) =>
    sql`substr(${column}, 1, length(cast(${prefix} as text))) = ${prefix}`;
  await store.batch((db): Statement[] => [
    must(
      db
        .update(r)
        .set({ revision: sql`${r.revision} + 1` })
        .where(and(eq(r.id, registrationId), eq(r.revision, revision)))
        .returning({ id: r.id }),
    ),
    db.delete(e).where(and(eq(e.registrationId, registrationId), isMapped(e.objectiveId))),
    db.delete(o).where(and(eq(o.registrationId, registrationId), isMapped(o.objectiveId))),
    db.delete(p).where(eq(p.registrationId, registrationId)),
    ...chunks(evidence).map((rows) => db.insert(e).values(rows.map((row) => ({ ...row, registrationId })))),
    ...chunks(standing.objectives).map((rows) =>
      db.insert(o).values(rows.map((row) => ({ ...row, registrationId }))),
    ),
    ...chunks(standing.tips).map((rows) =>
      db.insert(p).values(rows.map((row) => ({ ...row, registrationId }))),
    ),
  ]);
}

const chunks = <R>(rows: readonly R[]): R[][] =>
  Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, at) => rows.slice(at * ROWS, (at + 1) * ROWS));
