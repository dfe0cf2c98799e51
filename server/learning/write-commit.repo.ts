import { and, eq, sql } from 'drizzle-orm';
import { excluded } from '#server/db/kit.ts';
import { type Db, must, type Statement } from '#server/db/statement.ts';
import type { Store } from '#server/db/store.ts';
import type { NewInteraction } from './apply-commit.ts';
import { type CommitWrite, type Params, rows, type Shape, stateColumns, type Value } from './commit-write.ts';
import { wholeParams, wholeStatements } from './write-package.repo.ts';

/** Commits larger than this are rare; preparing a batch for each of their shapes would only fill the memory. */
const MOST_PREPARED_ROWS = 6;

export function commitWriter(store: Store): (write: CommitWrite) => Promise<void> {
  const prepared = new Map<string, (params: Params) => Promise<unknown>>();
  return async (write) => {
    const shape = shapeOf(write);
    const params = paramsOf(write);
    if (
      Math.max(shape.interactions, shape.completed, shape.evidence, shape.objectives) > MOST_PREPARED_ROWS
    ) {
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

const shapeOf = ({ stored, slide, interactions, completed, whole, rolledUp }: CommitWrite): Shape => ({
  stored: stored !== undefined,
  slide: slide !== undefined,
  whole: whole !== undefined,
  sequencing: whole?.sequencing !== undefined,
  interactions: interactions.length,
  completed: completed.length,
  registration: rolledUp !== undefined,
  evidence: rolledUp?.evidence.length ?? 0,
  objectives: rolledUp?.standing.objectives.length ?? 0,
  tips: rolledUp?.standing.tips.length ?? 0,
});

function paramsOf(write: CommitWrite): Params {
  const { stored, interactions, completed, whole, rolledUp, slide, revision, ...ids } = write;
  const { state, session, cmi } = stored ?? {};
  return {
    ...state,
    ...ids,
    cmi,
    expected: revision,
    sessionSeconds: session?.seconds,
    sessionLastMs: session?.lastMs,
    sessionEnded: session?.ended,
    ...(whole && wholeParams(whole)),
    ...slide,
    ...(rolledUp && { registrationId: rolledUp.registrationId, registrationRevision: rolledUp.revision }),
    ...rows('interaction', interactions.map(withCorrectText)),
    ...rows('completed', completed.map(withCorrectText)),
    ...rows('evidence', rolledUp?.evidence ?? []),
    ...rows('objective', rolledUp?.standing.objectives ?? []),
    ...rows('tip', rolledUp?.standing.tips ?? []),
  };
}

/** NULL for none: a JSON column's own encoder would write the text `null`. */
const withCorrectText = ({ correct, ...row }: NewInteraction) => ({
  ...row,
  correct: correct.length > 0 ? JSON.stringify(correct) : null,
});

/** `count` rows whose values come from `<prefix>.<index>.<field>`. */
const listed = <R>(
  count: number,
  row: (value: (field: string) => never) => R,
  prefix: string,
  value: Value,
): R[] => Array.from({ length: count }, (_, at) => row((field) => value(`${prefix}.${at}.${field}`)));

function statements(store: Store, db: Db, shape: Shape, value: Value): Statement[] {
  return [
    ...(shape.whole ? wholeStatements(store, db, shape, value) : [guardState(store, db, shape, value)]),
    ...(shape.stored ? [updateSession(store, db, value)] : []),
    ...(shape.interactions > 0 ? [insertInteractions(store, db, shape.interactions, value)] : []),
    ...Array.from({ length: shape.completed }, (_, at) =>
      completeInteraction(store, db, (field) => value(`completed.${at}.${field}`)),
    ),
    ...(shape.registration ? [guardRegistration(store, db, value)] : []),
    ...(shape.evidence > 0 ? rollUpStatements(store, db, shape, value) : []),
    ...(shape.slide ? [slideLaunch(store, db, value)] : []),
  ];
}

/** Goes first: nothing of a commit is written when somebody else was faster. */
function guardState({ t }: Store, db: Db, { stored }: Shape, value: Value): Statement {
  const s = t.trackedStates;
  const state = { ...stateColumns(value), cmi: value('cmi') };
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
    description: of('description'),
    correct: sql`${of('correct')}`,
  });
  return db
    .insert(t.interactions)
    .values(listed(count, row, 'interaction', value))
    .onConflictDoNothing();
}

function completeInteraction({ t }: Store, db: Db, of: (field: string) => never): Statement {
  const i = t.interactions;
  return db
    .update(i)
    .set({
      time: of('time'),
      result: of('result'),
      latency: of('latency'),
      description: of('description'),
      objectives: of('objectives'),
      correct: sql`coalesce(${i.correct}, ${of('correct')})`,
    })
    .where(eq(i.id, of('key')));
}

function guardRegistration({ t }: Store, db: Db, value: Value): Statement {
  const r = t.registrations;
  return must(
    db
      .update(r)
      .set({ revision: sql`${r.revision} + 1` })
      .where(and(eq(r.id, value('registrationId')), eq(r.revision, value('registrationRevision'))))
      .returning({ id: r.id }),
  );
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
  const { objectiveProgress: o, tipProgress: p } = t;
  return [
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
