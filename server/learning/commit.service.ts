import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import type { CommitAnswer, OpenedSession } from '#server/contract/commit.ts';
import { Conflict } from '#server/db/statement.ts';
import { conflict, unavailable } from '#server/errors.ts';
import type { Services } from '#server/services.ts';
import { type Applied, type IncomingCommit, sha256 } from './apply-commit.ts';
import { bounded } from './bounded.ts';
import { type Cmi, type Start, textAt } from './cmi.ts';
import { commitRepo, type LaunchRow } from './commit.repo.ts';
import { inTurn } from './in-turn.ts';
import { lessonMemory } from './lesson-memory.ts';
import { editions, readCommit } from './read-commit.ts';
import { IDLE_MS, requireOpen, unknownLaunch } from './require-open.ts';
import { sessionRepo } from './session.repo.ts';
import { storeCommit } from './store-commit.ts';

/** Other servers may win a race; losing it this often means something is wrong. */
const TRIES = 8;

/** Everything that a page with a launch token may do. `label` is the host it came in on. */
export function commitService({ store, now }: Pick<Services, 'store' | 'now'>) {
  const repo = commitRepo(store);
  const sessions = sessionRepo(store);
  const turns = inTurn();
  const memory = lessonMemory();
  const launches = bounded<string, LaunchRow>(10_000);
  const descriptions = new Map<string, AskwellJson | null>();

  /** A version's own description; versions never change. */
  async function askwellOf(versionId: string): Promise<AskwellJson | null> {
    const known = descriptions.get(versionId);
    if (known !== undefined) return known;
    const askwell = await sessions.findAskwell(versionId);
    descriptions.set(versionId, askwell);
    return askwell;
  }

  async function findLaunch(tokenHash: string, label: string): Promise<LaunchRow> {
    const launch = await repo.findLaunch(tokenHash);
    if (launch?.label !== label) throw unknownLaunch();
    launches.set(tokenHash, launch);
    return launch;
  }

  async function getLaunch(token: string, label: string): Promise<LaunchRow> {
    const launch = await findLaunch(sha256(token), label);
    requireOpen(launch, now());
    return launch;
  }

  return {
    /** The launch that a token stands for; throws when it is unknown, expired, or belongs to another host. */
    getLaunch,

    /** The lesson that a launch plays. */
    findSco: ({ versionId, scoId }: LaunchRow) => sessions.findSco(versionId, scoId),

    /** Stores a commit; answered only when it is durable. */
    async commit(token: string, label: string, body: unknown): Promise<CommitAnswer> {
      const tokenHash = sha256(token);
      const known = launches.get(tokenHash);
      // What of a launch can change is read again with the state.
      const launch = known?.label === label ? known : await getLaunch(token, label);
      const incoming = { launch, tokenHash, ...readCommit(launch.edition, body) };
      const outcome = await turns(launch.registrationId, () =>
        retried(() => storeCommit({ repo, memory, askwellOf, nowMs: now() }, incoming)),
      );
      return answerFor(outcome, incoming.commit, now());
    },

    /** Hands the lesson to the page that asks: earlier pages of it are superseded from now on. */
    async openSession(token: string, label: string): Promise<OpenedSession> {
      const launch = await getLaunch(token, label);
      const { learnerId, learnerName } = launch;
      const opened = await turns(launch.registrationId, () =>
        retried(() => openOnce(sessions, launch, now())),
      );
      const cmi = editions[launch.edition].start({ learnerId, learnerName, ...opened });
      return { epoch: opened.epoch, cmi, package: null, atMs: now() };
    },
  };
}

async function openOnce(sessions: ReturnType<typeof sessionRepo>, launch: LaunchRow, nowMs: number) {
  const state = await sessions.getState(launch.attemptId, launch.scoId);
  const slide = { launchId: launch.id, expiresMs: nowMs + IDLE_MS };
  await sessions.open({ attemptId: launch.attemptId, scoId: launch.scoId, ...state, nowMs, ...slide });
  const cmi = state.cmi === null ? null : (JSON.parse(state.cmi) as Cmi);
  return { epoch: state.epoch + 1, totalSeconds: state.totalSeconds, entry: entryOf(cmi, state.ended), cmi };
}

/**
 * How the content is told it starts. What was left without Terminate (a closed tab, a crash) was suspended; what ended
 * without asking to be suspended is neither new nor resumed (SCORM 1.2 RTE 3.4.4, cmi.core.entry).
 */
export function entryOf(cmi: Cmi | null, ended: boolean): Start['entry'] {
  if (cmi === null) return 'ab-initio';
  const exit = textAt(cmi, 'core', 'exit') || textAt(cmi, 'exit');
  return !ended || exit === 'suspend' ? 'resume' : '';
}

function answerFor(
  outcome: Applied['outcome'],
  { epoch, number }: IncomingCommit,
  atMs: number,
): CommitAnswer {
  if (outcome === 'contradiction') {
    throw conflict(`Commit ${number} was stored with other content; a new commit needs a higher number.`, {
      as: 'commit-contradiction',
    });
  }
  if (outcome === 'unknown-epoch') {
    throw conflict(`Epoch ${epoch} was not given out for this lesson; open a session first.`, {
      as: 'unknown-epoch',
    });
  }
  // 101 is the general exception of both run-times: content that asks hears that this was not saved
  const saved = outcome !== 'superseded';
  return { result: saved, errorCode: saved ? 0 : 101, outcome, atMs };
}

async function retried<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (cause) {
      if (!(cause instanceof Conflict)) throw cause;
      if (tries === TRIES) {
        const detail = 'Too many pages write to this lesson at once. Trying again helps.';
        throw unavailable(detail, { as: 'busy', retryAfterSeconds: 1, cause });
      }
    }
  }
}
