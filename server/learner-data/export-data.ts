import type { Store } from '#server/db/store.ts';
import { notFound } from '#server/errors.ts';
import type { Services } from '#server/services.ts';
import {
  eachAnswer,
  eachEvidence,
  eachLaunch,
  eachLogPart,
  eachSession,
  findAccount,
  findAttemptsIn,
  findCmiText,
  findLevels,
  findRegistrations,
  findStates,
} from './learner-data.repo.ts';

type Deps = Pick<Services, 'store' | 'now'>;
type Json = AsyncGenerator<string>;
type Attempt = Awaited<ReturnType<typeof findAttemptsIn>>[number];

/**
 * Everything that is held about somebody, as pieces of one JSON text (`LearnerData`): a row or a data model at a time, so
 * that the memory it takes does not grow with what they did. Throws `not-found` before the first piece.
 */
export async function exportData(
  { store, now }: Deps,
  learnerId: string,
): Promise<{ username: string; text: Json }> {
  const found = await findAccount(store, learnerId);
  if (!found) throw notFound(`There is no learner ${JSON.stringify(learnerId)}.`);
  const head = { format: 'askwell-learner-data', version: 1, madeMs: now(), ...found };
  return { username: found.account.username, text: all(store, learnerId, head) };
}

async function* all(store: Store, learnerId: string, head: object): Json {
  yield opened(head);
  yield* list('courses', courses(store, learnerId));
  yield '}\n';
}

async function* courses(store: Store, learnerId: string): AsyncGenerator<Json> {
  for (const { id, courseId, title, registeredMs } of await findRegistrations(store, learnerId)) {
    yield course(store, id, { id: courseId, title, registeredMs, ...(await findLevels(store, id)) });
  }
}

async function* course(store: Store, registrationId: string, head: object): Json {
  yield opened(head);
  yield* list('evidence', rows(eachEvidence(store, registrationId)));
  yield* list('attempts', attempts(store, registrationId));
  yield '}';
}

async function* attempts(store: Store, registrationId: string): AsyncGenerator<Json> {
  for (const one of await findAttemptsIn(store, registrationId)) yield attempt(store, one);
}

async function* attempt(store: Store, { id, stateOf, currentSco, sequencing, ...head }: Attempt): Json {
  yield opened({ ...head, package: stateOf === null ? null : { currentSco, sequencing } });
  yield* list('scos', scos(store, id));
  yield* list('sessions', rows(eachSession(store, id)));
  yield* list('launches', rows(eachLaunch(store, id)));
  yield* list('callLog', logParts(store, id));
  yield '}';
}

async function* scos(store: Store, attemptId: string): AsyncGenerator<Json> {
  for (const state of await findStates(store, attemptId)) yield sco(store, attemptId, state);
}

async function* sco(store: Store, attemptId: string, state: { sco: string; title: string | null }): Json {
  yield opened({ ...state, title: state.title ?? '' });
  yield `,\n"cmi":${(await findCmiText(store, attemptId, state.sco)) ?? 'null'}`;
  yield* list('answers', rows(eachAnswer(store, attemptId, state.sco)));
  yield '}';
}

/** What is stored as JSON text goes in as it is. */
async function* logParts(store: Store, attemptId: string): AsyncGenerator<Json> {
  for await (const { calls, ...part } of eachLogPart(store, attemptId)) {
    yield one(`${opened(part)},\n"calls":${calls}}`);
  }
}

async function* rows(found: AsyncGenerator<object>): AsyncGenerator<Json> {
  for await (const row of found) yield one(JSON.stringify(row));
}

// oxlint-disable-next-line require-await -- one piece where others are many
async function* one(text: string): Json {
  yield text;
}

/** An object whose last members are still to come. */
const opened = (head: object): string => JSON.stringify(head).slice(0, -1);

/** A member that is a list; the object holds others already. */
async function* list(name: string, items: AsyncGenerator<Json>): Json {
  yield `,\n${JSON.stringify(name)}:[`;
  let isFirst = true;
  for await (const item of items) {
    yield isFirst ? '\n' : ',\n';
    isFirst = false;
    yield* item;
  }
  yield ']';
}
