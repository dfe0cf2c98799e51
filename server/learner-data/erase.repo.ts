import { and, count, eq, inArray, sql } from 'drizzle-orm';
import { must } from '#server/db/statement.ts';
import type { Store } from '#server/db/store.ts';

/** How much somebody has, for the person who is about to erase it. */
export async function countLearning({ db, t }: Store, learnerId: string) {
  const { registrations: r, attempts: a } = t;
  const [courses, attempts] = await Promise.all([
    db.select({ n: count() }).from(r).where(eq(r.learnerId, learnerId)),
    db
      .select({ n: count() })
      .from(a)
      .innerJoin(r, eq(r.id, a.registrationId))
      .where(eq(r.learnerId, learnerId)),
  ]);
  return { courses: courses[0]?.n ?? 0, attempts: attempts[0]?.n ?? 0 };
}

/**
 * Deletes all that somebody did, and with `account` the account too, in one batch. Rejects with `Conflict` when the
 * account is the last active administrator's.
 *
 * The order matters. Every write of an open page begins with its tracked state's revision: touching those rows first makes
 * a page that is writing finish before, or find nothing to write to. Launches go next, so that no page opens another
 * session. Play sessions hang on no foreign key and are named; everything else goes with the registration.
 */
export async function eraseLearning(store: Store, learnerId: string, account: boolean): Promise<void> {
  const { registrations: r, attempts: a, trackedStates: s, playSessions: p, launches: l, user: u } = store.t;
  await store.batch((db) => {
    const own = db
      .select({ id: a.id })
      .from(a)
      .innerJoin(r, eq(r.id, a.registrationId))
      .where(eq(r.learnerId, learnerId));
    const isActiveAdmin = and(eq(u.role, 'admin'), eq(u.active, true));
    const another = sql`exists (select 1 from ${u} as other where other.role = 'admin'
      and other.active = ${sql.param(true, u.active)} and other.id <> ${learnerId})`;
    return [
      // Touching every administrator first makes two such changes wait for one another on PostgreSQL.
      ...(account ? [db.update(u).set({ active: true }).where(isActiveAdmin)] : []),
      db
        .update(s)
        .set({ revision: sql`${s.revision} + 1` })
        .where(inArray(s.attemptId, own)),
      db.delete(l).where(inArray(l.attemptId, own)),
      db.delete(p).where(inArray(p.attemptId, own)),
      db.delete(r).where(eq(r.learnerId, learnerId)),
      ...(account
        ? [
            must(
              db
                .delete(u)
                .where(and(eq(u.id, learnerId), sql`(not (${isActiveAdmin}) or ${another})`))
                .returning({ id: u.id }),
            ),
          ]
        : []),
    ];
  });
}
