import type { Tree } from '#client/shell/protocol.ts';
import type { Transport } from '#client/shell/transport.ts';
import type { Sent, Wire } from '#client/shell/wire.ts';
import type { Activity } from '#courses/scorm/activity-tree.ts';

export type EnterDeps = {
  epoch: number;
  transport: Transport;
  wire: Pick<Wire, 'enterSco' | 'enterScoNow'>;
  pause: (ms: number) => Promise<void>;
  onExpired: () => void;
};

/** `given up`: the learner has gone elsewhere meanwhile. */
export type Entered = { kind: 'ok'; cmi: Tree } | { kind: 'refused' | 'superseded' } | { kind: 'given up' };

const LOOK_MS = 50;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Opens an item at the server once everything before it is stored, and tries until the server answers.
 * @param isOff says whether it is still wanted
 */
export async function enterSco(
  deps: EnterDeps,
  item: Activity,
  fresh: boolean,
  isOff: () => boolean,
): Promise<Entered> {
  for (let failures = 0; !isOff(); failures += 1) {
    await settled(deps, isOff);
    if (isOff()) break;
    const sent = await deps.wire.enterSco({ epoch: deps.epoch, sco: item.id, fresh });
    if (sent.kind === 'ok') return { kind: 'ok', cmi: sent.answer.cmi as Tree };
    if (sent.kind === 'refused') return { kind: sent.id === 'superseded' ? 'superseded' : 'refused' };
    if (sent.kind === 'expired') deps.onExpired();
    await deps.pause(restAfter(sent, failures));
  }
  return { kind: 'given up' };
}

async function settled({ transport, pause }: EnterDeps, isOff: () => boolean): Promise<void> {
  transport.hurry();
  while (!transport.isClear() && !isOff()) await pause(LOOK_MS);
}

const restAfter = (sent: Sent<unknown>, failures: number): number =>
  Math.max(
    sent.kind === 'unknown' ? (sent.restMs ?? 0) : 0,
    Math.min(LONGEST_PAUSE_MS, 500 * 2 ** Math.min(failures, 10)),
  );

/** The same for content that starts again after its end: it waits for the answer, so there is one try. */
export function enterScoNow({ epoch, transport, wire }: EnterDeps, item: Activity): Tree | undefined {
  if (!transport.settle()) return undefined;
  const sent = wire.enterScoNow({ epoch, sco: item.id, fresh: false });
  return sent.kind === 'ok' ? (sent.answer.cmi as Tree) : undefined;
}
