import { and, eq, sql } from 'drizzle-orm';
import { excluded } from '#server/db/kit.ts';
import { type Db, must, type Statement } from '#server/db/statement.ts';
import type { Store } from '#server/db/store.ts';
import type { NewInteraction, PlaySession, TrackedState } from './apply-commit.ts';
import type { NewEvidence } from './evidence.ts';
import type { RollUp } from './roll-up.ts';

export type CommitWrite = {
  attemptId: string;
  scoId: string;
  epoch: number;
  /** The revision that was read; the write fails with `Conflict` when it is another one now. */
  revision: number;
  /** Undefined when only unseen answers are kept. */
  stored: { state: TrackedState; session: PlaySession; cmi: string } | undefined;
  interactions: readonly NewInteraction[];
  rolledUp:
    | { registrationId: string; revision: number; evidence: readonly NewEvidence[]; standing: RollUp }
    | undefined;
  /** The launch's new expiry, when it is time to slide it. */
  slide: { launchId: string; expiresMs: number } | undefined;
};

/** A row count for each kind of statement: commits with the same counts share their prepared batch. */
type Shape = {
  stored: boolean;
  slide: boolean;
  interactions: number;
  evidence: number;
  objectives: number;
  tips: number;
};
type Params = Record<string, unknown>;
/** Stands for a value: a placeholder in a prepared batch, the value itself in one that is built for the occasion. */
type Value = (name: string) => never;

/** Commits larger than this are rare; preparing a batch for each of their shapes would only fill the memory. */
const MOST_PREPARED_ROWS = 6;

export function commitWriter(store: Store): (write: CommitWrite) => Promise<void> {
  const prepared = new Map<string, (params: Params) => Promise<unknown>>();
  return async (write) => {
    const shape = shapeOf(write);
    const params = paramsOf(write);
    if (Math.max(shape.interactions, shape.evidence, shape.objectives) > MOST_PREPARED_ROWS) {
      await store.batch((db) => statements(store, db, shape, (name) => params[name] as never));
      return;
    }
    const key = Object.values(shape).join('.');
    let run = prepared.get(key);
    if (!run) {
      run = store.prepare(`commit.write.${key}`, (db) =>
        statements(store, db, shape, (name) => sql.placeholder(name) as never),
      );
      prepared.set(key, run);
    }
    await run(params);
  };
}

const shapeOf = ({ stored, slide, interactions, rolledUp }: CommitWrite): Shape => ({
  stored: stored !== undefined,
  slide: slide !== undefined,
  interactions: interactions.length,
  evidence: rolledUp?.evidence.length ?? 0,
  objectives: rolledUp?.standing.objectives.length ?? 0,
  tips: rolledUp?.standing.tips.length ?? 0,
});

function paramsOf({ stored, interactions, rolledUp, slide, revision, ...ids }: CommitWrite): Params {
  const { state, session, cmi } = stored ?? {};
  return {
    ...state,
    ...ids,
    cmi,
    expected: revision,
    sessionSeconds: session?.seconds,
    sessionLastMs: session?.lastMs,
    sessionEnded: session?.ended,
    ...slide,
    ...(rolledUp && { registrationId: rolledUp.registrationId, registrationRevision: rolledUp.revision }),
    ...rows('interaction', interactions),
    ...rows('evidence', rolledUp?.evidence ?? []),
    ...rows('objective', rolledUp?.standing.objectives ?? []),
    ...rows('tip', rolledUp?.standing.tips ?? []),
  };
}

const prefixed = (prefix: string, fields: object): Params =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${prefix}.${name}`, value]));

const rows = (prefix: string, all: readonly object[]): Params =>
  Object.assign({}, ...all.map((row, at) => prefixed(`${prefix}.${at}`, row)));

/** `count` rows whose values come from `<prefix>.<index>.<field>`. */
const listed = <R>(
  count: number,
  row: (value: (field: string) => never) => R,
  prefix: string,
  value: Value,
): R[] => Array.from({ length: count }, (_, at) => row((field) => value(`${prefix}.${at}.${field}`)));

function statements(store: Store, db: Db, shape: Shape, value: Value): Statement[] {
  return [
    guardState(store, db, shape, value),
    ...(shape.stored ? [updateSession(store, db, value)] : []),
    ...(shape.interactions > 0 ? [insertInteractions(store, db, shape.interactions, value)] : []),
    ...(shape.evidence > 0 ? rollUpStatements(store, db, shape, value) : []),
    ...(shape.slide ? [slideLaunch(store, db, value)] : []),
  ];
}

/** Goes first: nothing of a commit is written when somebody else was faster. */
function guardState({ t }: Store, db: Db, { stored }: Shape, value: Value): Statement {
  const s = t.trackedStates;
  const state = {
    lastNumber: value('lastNumber'),
    lastHash: value('lastHash'),
    ended: value('ended'),
    cmi: value('cmi'),
    completionStatus: value('completionStatus'),
    successStatus: value('successStatus'),
    reported: value('reported'),
    scaledScore: value('scaledScore'),
    totalSeconds: value('totalSeconds'),
    firstMs: value('firstMs'),
    lastMs: value('lastMs'),
    completedMs: value('completedMs'),
  };
  return must(
    db
      .update(s)
      .set({ revision: sql`${s.revision} + 1`, ...(stored ? state : {}) })
      .where(
        and(
          eq(s.attemptId, value('attemptId')),
          eq(s.scoId, value('scoId')),
          eq(s.revision, value('expected')),
        ),
      )
      .returning({ revision: s.revision }),
  );
}

function updateSession({ t }: Store, db: Db, value: Value): Statement {
  const p = t.playSessions;
  return db
    .update(p)
    .set({
      lastMs: value('sessionLastMs'),
      seconds: value('sessionSeconds'),
      ended: value('sessionEnded'),
    })
    .where(
      and(eq(p.attemptId, value('attemptId')), eq(p.scoId, value('scoId')), eq(p.epoch, value('epoch'))),
    );
}

function insertInteractions({ t }: Store, db: Db, count: number, value: Value): Statement {
  const row = (of: (field: string) => never) => ({
    id: of('key'),
    attemptId: value('attemptId'),
    scoId: value('scoId'),
    position: of('position'),
    interactionId: of('interactionId'),
    type: of('type'),
    time: of('time'),
    response: of('response'),
    result: of('result'),
    latency: of('latency'),
    objectives: of('objectives'),
    firstTry: of('firstTry'),
    atMs: of('atMs'),
  });
  return db
    .insert(t.interactions)
    .values(listed(count, row, 'interaction', value))
    .onConflictDoNothing();
}

function rollUpStatements({ t }: Store, db: Db, shape: Shape, value: Value): Statement[] {
  const registrationId = value('registrationId');
  const evidence = (of: (field: string) => never) => ({
    id: of('id'),
    interactionKey: of('interactionKey'),
    registrationId,
    attemptId: of('attemptId'),
    objectiveId: of('objectiveId'),
    tip: of('tip'),
    source: of('source'),
    kind: of('kind'),
    because: of('because'),
    atMs: of('atMs'),
  });
  const objective = (of: (field: string) => never) => ({
    registrationId,
    objectiveId: of('objectiveId'),
    tip: of('tip'),
    level: of('level'),
    sinceMs: of('sinceMs'),
  });
  const tip = (of: (field: string) => never) => ({
    registrationId,
    tip: of('tip'),
    level: of('level'),
    sinceMs: of('sinceMs'),
  });
  const { registrations: r, objectiveProgress: o, tipProgress: p } = t;
  return [
    must(
      db
        .update(r)
        .set({ revision: sql`${r.revision} + 1` })
        .where(and(eq(r.id, registrationId), eq(r.revision, value('registrationRevision'))))
        .returning({ id: r.id }),
    ),
    db
      .insert(t.evidence)
      .values(listed(shape.evidence, evidence, 'evidence', value))
      .onConflictDoNothing(),
    ...(shape.objectives === 0
      ? []
      : [
          db
            .insert(o)
            .values(listed(shape.objectives, objective, 'objective', value))
            .onConflictDoUpdate({
              target: [o.registrationId, o.objectiveId],
              set: { level: excluded(o.level), sinceMs: excluded(o.sinceMs), tip: excluded(o.tip) },
            }),
        ]),
    ...(shape.tips === 0
      ? []
      : [
          db
            .insert(p)
            .values(listed(shape.tips, tip, 'tip', value))
            .onConflictDoUpdate({
              target: [p.registrationId, p.tip],
              set: { level: excluded(p.level), sinceMs: excluded(p.sinceMs) },
            }),
        ]),
  ];
}

const slideLaunch = ({ t }: Store, db: Db, value: Value): Statement =>
  db
    .update(t.launches)
    .set({ expiresMs: value('expiresMs') })
    .where(eq(t.launches.id, value('launchId')));
