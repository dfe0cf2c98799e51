import { and, count, eq, lt, lte, sql } from 'drizzle-orm';
import type { Store } from '#server/db/store.ts';

type Session = { attemptId: string; scoId: string; epoch: number };

/** What content said to its run-time, kept for a while so that a trainer can see whose fault a problem is. */
export function callLogRepo({ db, t }: Store) {
  const c = t.callLogs;
  const s = t.trackedStates;
  const of = ({ attemptId, scoId, epoch }: Session) =>
    and(eq(c.attemptId, attemptId), eq(c.scoId, scoId), eq(c.epoch, epoch));

  return {
    /** The epoch that holds the lesson or package; undefined when there is none. */
    async findEpoch(attemptId: string, scoId: string): Promise<number | undefined> {
      const [row] = await db
        .select({ epoch: s.epoch })
        .from(s)
        .where(and(eq(s.attemptId, attemptId), eq(s.scoId, scoId)));
      return row?.epoch;
    },

    /** How much of a session is kept, in parts and in bytes. */
    async measure(session: Session): Promise<{ parts: number; bytes: number }> {
      const [row] = await db
        .select({ parts: count(), bytes: sql<unknown>`coalesce(sum(octet_length(${c.calls})), 0)` })
        .from(c)
        .where(of(session));
      return { parts: row?.parts ?? 0, bytes: Number(row?.bytes ?? 0) };
    },

    /** Keeps a part; one that is there already stays as it is. */
    async keep(session: Session, part: { part: number; skipped: number; calls: string; atMs: number }) {
      const { attemptId, scoId, epoch } = session;
      await db
        .insert(c)
        .values({ attemptId, scoId, epoch, ...part })
        .onConflictDoNothing();
    },

    /** Forgets the sessions of a lesson or package up to `epoch`. */
    async forgetSessions(attemptId: string, scoId: string, epoch: number) {
      await db.delete(c).where(and(eq(c.attemptId, attemptId), eq(c.scoId, scoId), lte(c.epoch, epoch)));
    },

    async forgetBefore(atMs: number) {
      await db.delete(c).where(lt(c.atMs, atMs));
    },
  };
}
