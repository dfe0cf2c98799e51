import { NO_SCO_DATA } from '#courses/scorm/activity-tree.ts';
import type { AskwellJson } from '#courses/scorm/askwell-json.ts';
import type { CommitAnswer, EnteredSco, OpenedSession } from '#server/contract/commit.ts';
import { WHOLE } from '#server/db/schema/catalogue.ts';
import { Conflict } from '#server/db/statement.ts';
import { conflict, invalid, unavailable } from '#server/errors.ts';
import type { Services } from '#server/services.ts';
import { type Applied, type IncomingCommit, sha256 } from './apply-commit.ts';
import { callLog } from './call-log.ts';
import type { Cmi, PlayMode } from './cmi.ts';
import { commitRepo, type LaunchRow } from './commit.repo.ts';
import { settingsOf } from './course-settings.ts';
import { entryOf } from './entry.ts';
import { inTurn } from './in-turn.ts';
import { lessonMemory } from './lesson-memory.ts';
import { openLaunches } from './open-launches.ts';
import { packageRepo } from './package.repo.ts';
import { packageService } from './package.service.ts';
import { editions, readCommit } from './read-commit.ts';
import { IDLE_MS } from './require-open.ts';
import { findSco, findSettings, sessionRepo } from './session.repo.ts';
import { storeCommit } from './store-commit.ts';
import { storePackageCommit } from './store-package-commit.ts';

/** Other servers may win a race; losing it this often means something is wrong. */
const TRIES = 8;

/** Everything that a page with a launch token may do. `label` is the host it came in on. */
export function commitService({ store, now }: Pick<Services, 'store' | 'now'>) {
  const repo = commitRepo(store);
  const packages = packageRepo(store);
  const sessions = sessionRepo(store);
  const whole = packageService(packages);
  const turns = inTurn();
  const memory = lessonMemory();
  const launches = openLaunches(repo, now);
  const logs = callLog(store);
  const descriptions = new Map<string, AskwellJson | null>();

  /** A version's own description; versions never change. */
  async function askwellOf(versionId: string): Promise<AskwellJson | null> {
    const known = descriptions.get(versionId);
    if (known !== undefined) return known;
    const askwell = await sessions.findAskwell(versionId);
    descriptions.set(versionId, askwell);
    return askwell;
  }

  /** One write of a registration after the other, and again when another server was faster. */
  const inOrder = <T>({ registrationId }: LaunchRow, work: () => Promise<T>): Promise<T> =>
    turns(registrationId, () => retried(work));

  return {
    getLaunch: launches.get,
    isKnown: launches.isKnown,

    /** The lesson that a launch plays. */
    findSco: ({ versionId, scoId }: LaunchRow) => findSco(store, versionId, scoId),

    /** Stores a commit; answered only when it is durable. */
    async commit(token: string, label: string, body: unknown): Promise<CommitAnswer> {
      const tokenHash = sha256(token);
      // What of a launch can change is read again with the state.
      const launch = launches.recall(tokenHash, label) ?? (await launches.get(token, label));
      if (launch.mode === 'review') return { result: true, errorCode: 0, outcome: 'review', atMs: now() };
      const incoming = { launch, tokenHash, ...readCommit(launch.edition, body) };
      const outcome = await inOrder(launch, () => {
        const deps = { repo, memory, askwellOf, nowMs: now() };
        if (launch.scoId !== WHOLE) return storeCommit(deps, incoming);
        const scoId = incoming.sco ?? namesNoSco();
        return storePackageCommit({ ...deps, packages, itemsOf: whole.itemsOf }, { ...incoming, scoId });
      });
      return answerFor(outcome, incoming.commit, now());
    },

    /**
     * Hands the lesson or package to the page that asks: earlier pages of it are superseded from now on. A review takes
     * nothing from anybody.
     */
    async openSession(token: string, label: string): Promise<OpenedSession> {
      const launch = await launches.get(token, label);
      const { learnerId, learnerName, attemptId } = launch;
      const opened = await inOrder(launch, () => openOnce(sessions, launch, now()));
      if (launch.mode === 'normal') await logs.makeRoom(launch, opened.epoch, now());
      const answer = { epoch: opened.epoch, atMs: now() };
      if (launch.scoId === WHOLE) {
        const state = await whole.getState(sha256(token), attemptId);
        return { ...answer, cmi: {}, package: state };
      }
      const start = {
        learnerId,
        learnerName,
        data: NO_SCO_DATA,
        ...(await modeOf(store, launch)),
        ...opened,
      };
      return { ...answer, cmi: editions[launch.edition].start(start), package: null };
    },

    /** Opens one SCO of a package that is played as a whole. */
    async enterSco(token: string, label: string, body: unknown): Promise<EnteredSco> {
      const launch = await launches.get(token, label);
      const mode = await modeOf(store, launch);
      const cmi = await inOrder(launch, () =>
        whole.enterSco({ launch, tokenHash: sha256(token), mode, body, nowMs: now() }),
      );
      return { cmi, atMs: now() };
    },

    /** Keeps what content said to its run-time, as far as there is room. */
    async log(token: string, label: string, body: unknown): Promise<void> {
      const launch = await launches.get(token, label);
      await inOrder(launch, () => logs.add(launch, body, now()));
    },
  };
}

async function modeOf(store: Services['store'], { versionId, mode }: LaunchRow): Promise<PlayMode> {
  const settings = (await findSettings(store, versionId)) ?? settingsOf(null);
  return { mode, credit: settings.credit && mode === 'normal' ? 'credit' : 'no-credit' };
}

const namesNoSco = (): never => {
  const detail = 'Not a commit: sco: a package of several SCOs needs to know which of them it comes from.';
  throw invalid(detail, { as: 'invalid-commit' });
};

async function openOnce(sessions: ReturnType<typeof sessionRepo>, launch: LaunchRow, nowMs: number) {
  const state = await sessions.getState(launch.attemptId, launch.scoId);
  const cmi = state.cmi === null ? null : (JSON.parse(state.cmi) as Cmi);
  const opened = { totalSeconds: state.totalSeconds, entry: entryOf(cmi, state.ended), cmi };
  if (launch.mode === 'review') return { ...opened, epoch: Math.max(1, state.epoch) };
  const slide = { launchId: launch.id, expiresMs: nowMs + IDLE_MS };
  await sessions.open({ attemptId: launch.attemptId, scoId: launch.scoId, ...state, nowMs, ...slide });
  return { ...opened, epoch: state.epoch + 1 };
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
