import { and, eq, sql } from 'drizzle-orm';
import { WHOLE } from '#server/db/schema/catalogue.ts';
import { must } from '#server/db/statement.ts';
import type { Store } from '#server/db/store.ts';
import { notFound } from '#server/errors.ts';
import { settingsOf } from './course-settings.ts';

type OpenSession = {
  attemptId: string;
  scoId: string;
  revision: number;
  epoch: number;
  totalSeconds: number;
  nowMs: number;
  launchId: string;
  expiresMs: number;
};

/** Loads of the shell page, and what they start from. */
export function sessionRepo(store: Store) {
  const { db, t } = store;
  const s = t.trackedStates;
  return {
    async getState(attemptId: string, scoId: string) {
      const [row] = await db
        .select({
          revision: s.revision,
          epoch: s.epoch,
          totalSeconds: s.totalSeconds,
          ended: s.ended,
          cmi: s.cmi,
        })
        .from(s)
        .where(and(eq(s.attemptId, attemptId), eq(s.scoId, scoId)));
      if (!row) throw notFound(`Attempt ${attemptId} has no state of ${scoId}.`);
      return row;
    },

    /** The next epoch and its session; rejects with `Conflict` when the state has changed since `revision`. */
    async open({ attemptId, scoId, revision, epoch, totalSeconds, nowMs, launchId, expiresMs }: OpenSession) {
      await store.batch((db) => [
        must(
          db
            .update(s)
            .set({ revision: sql`${s.revision} + 1`, epoch: epoch + 1, lastNumber: 0, lastHash: null })
            .where(and(eq(s.attemptId, attemptId), eq(s.scoId, scoId), eq(s.revision, revision)))
            .returning({ epoch: s.epoch }),
        ),
        db.insert(t.playSessions).values({
          attemptId,
          scoId,
          epoch: epoch + 1,
          startedMs: nowMs,
          lastMs: nowMs,
          baseSeconds: totalSeconds,
        }),
        db.update(t.launches).set({ expiresMs }).where(eq(t.launches.id, launchId)),
      ]);
    },

    async findAskwell(versionId: string) {
      const [row] = await db
        .select({ askwell: t.courseVersions.askwell })
        .from(t.courseVersions)
        .where(eq(t.courseVersions.id, versionId));
      return row?.askwell ?? null;
    },
  };
}

/** The settings of a version's course; undefined when there is no such version. */
export async function findSettings({ db, t }: Store, versionId: string) {
  const [row] = await db
    .select({ settings: t.courses.settings })
    .from(t.courses)
    .innerJoin(t.courseVersions, eq(t.courseVersions.courseId, t.courses.id))
    .where(eq(t.courseVersions.id, versionId));
  return row && settingsOf(row.settings);
}

/** What the page of a launch shows: a lesson, or a package as a whole. */
export async function findSco({ db, t }: Store, versionId: string, scoId: string) {
  const [row] = await db
    .select({
      title: t.scos.title,
      href: t.scos.href,
      language: t.courses.language,
      askwell: t.courseVersions.askwell,
      contents: t.courseVersions.contents,
      courseTitle: t.courses.title,
      settings: t.courses.settings,
    })
    .from(t.scos)
    .innerJoin(t.courseVersions, eq(t.courseVersions.id, t.scos.versionId))
    .innerJoin(t.courses, eq(t.courses.id, t.courseVersions.courseId))
    .where(and(eq(t.scos.versionId, versionId), eq(t.scos.scoId, scoId)));
  if (!row) return undefined;
  const { askwell, title, courseTitle, settings, ...sco } = row;
  return {
    ...sco,
    // a package that somebody handed in goes by the name that a trainer gave the course
    title: scoId === WHOLE ? courseTitle : title,
    ours: askwell !== null,
    settings: settingsOf(settings),
  };
}
