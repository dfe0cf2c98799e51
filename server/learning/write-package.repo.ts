import { and, eq, sql } from 'drizzle-orm';
import { excluded } from '#server/db/kit.ts';
import { WHOLE } from '#server/db/schema/catalogue.ts';
import { type Db, must, type Statement } from '#server/db/statement.ts';
import type { Store } from '#server/db/store.ts';
import {
  type Params,
  prefixed,
  type Shape,
  stateColumns,
  type Value,
  type WholeWrite,
} from './commit-write.ts';

/** The values of `wholeStatements`. */
export const wholeParams = ({ stored, sequencing }: WholeWrite): Params => ({
  sequencing,
  ...(stored && {
    ...prefixed('whole', stored.state),
    wholeSeconds: stored.session.seconds,
    wholeLastMs: stored.session.lastMs,
    scoProgress: stored.scoProgress,
  }),
});

/** What a commit writes of a package as a whole, and the state of the SCO it came from. The guard goes first. */
export function wholeStatements(store: Store, db: Db, shape: Shape, value: Value): Statement[] {
  return [
    guardWhole(store, db, shape, value),
    ...(shape.stored ? [updateSco(store, db, value), updateWholeSession(store, db, value)] : []),
    ...(shape.sequencing ? [keepSequencing(store, db, value)] : []),
  ];
}

function guardWhole({ t }: Store, db: Db, { stored }: Shape, value: Value): Statement {
  const s = t.trackedStates;
  const of = (name: string) => value(`whole.${name}`);
  const state = { ...stateColumns(of), progress: of('progress') };
  return must(
    db
      .update(s)
      .set({ revision: sql`${s.revision} + 1`, ...(stored ? state : {}) })
      .where(and(eq(s.attemptId, value('attemptId')), eq(s.scoId, WHOLE), eq(s.revision, value('expected'))))
      .returning({ revision: s.revision }),
  );
}

function updateSco({ t }: Store, db: Db, value: Value): Statement {
  const s = t.trackedStates;
  const state = { ...stateColumns(value), cmi: value('cmi'), progress: value('scoProgress') };
  return must(
    db
      .update(s)
      .set({ revision: sql`${s.revision} + 1`, ...state })
      .where(and(eq(s.attemptId, value('attemptId')), eq(s.scoId, value('scoId'))))
      .returning({ revision: s.revision }),
  );
}

function updateWholeSession({ t }: Store, db: Db, value: Value): Statement {
  const p = t.playSessions;
  return db
    .update(p)
    .set({ lastMs: value('wholeLastMs'), seconds: value('wholeSeconds') })
    .where(and(eq(p.attemptId, value('attemptId')), eq(p.scoId, WHOLE), eq(p.epoch, value('epoch'))));
}

function keepSequencing({ t }: Store, db: Db, value: Value): Statement {
  const p = t.packageStates;
  return db
    .insert(p)
    .values({ attemptId: value('attemptId'), sequencing: value('sequencing') })
    .onConflictDoUpdate({ target: p.attemptId, set: { sequencing: excluded(p.sequencing) } });
}
