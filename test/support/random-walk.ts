import { openSession, type Session } from '#client/player/session.ts';
import { scorm12Tracker } from '#client/player/trackers/scorm-1.2.ts';
import { scorm2004Tracker } from '#client/player/trackers/scorm-2004.ts';
import type { Deed } from '#courses/engine/arbitrary-events.ts';
import { eventOf } from '#courses/engine/arbitrary-events.ts';
import { chance } from '#courses/engine/chance.ts';
import type { LessonData } from '#courses/format/lesson-data.ts';
import type { Call } from '#courses/scorm/run-time-calls.ts';
import { type Quirks, strictRunTime } from './strict-run-time.ts';

// A learner who wanders: answers at random, goes back, retries, closes the page and comes back, with the player's real
// session and tracker on a run-time that writes everything down. The same seed gives the same walk.

const WORDS = [
  'What did it stop you from doing?',
  'when\nit happens',
  '{lang=en} Oh',
  '"; -- <b>',
  'ünïcödé 📦 '.repeat(20),
  '\u0000\u001b[31m',
  '\ud83d',
  '',
  '   ',
  'x'.repeat(5000),
];

const deedOf = (random: () => number): Deed => ({
  how: Math.floor(random() * 12),
  which: Math.floor(random() * 1000),
  words: WORDS[Math.floor(random() * WORDS.length)] ?? '',
  seed: Math.floor(random() * 0x7fffffff),
});

/** How a session may go: by the Exit button, with the page, or torn away without a word. */
const leaveBy = (session: Session, way: number): void => {
  if (way < 0.4) session.leave();
  else if (way < 0.8) session.end();
};

export type Walk = { calls: Call[]; refused: string[]; record: Map<string, string>; finished: boolean };

/** Walks through a lesson in up to `sessions` openings of up to `steps` events each. */
export async function randomWalk(
  data: LessonData,
  seed: number,
  { sessions = 3, steps = 60, quirks = {} }: { sessions?: number; steps?: number; quirks?: Quirks } = {},
): Promise<Walk> {
  if (data.edition === 'none') throw new Error('A preview has no run-time to walk on.');
  const random = chance(seed);
  const record = new Map<string, string>();
  const walk: Walk = { calls: [], refused: [], record, finished: false };
  const create = data.edition === '1.2' ? scorm12Tracker : scorm2004Tracker;
  let nowMs = Date.UTC(2026, 10, 22, 10, 11, 12, 345);
  for (let opening = 1; opening <= sessions; opening += 1) {
    const runTime = strictRunTime(data.edition === '1.2' ? '1.2' : '2004', record, quirks);
    const now = () => (nowMs += Math.floor(random() * 9000));
    const tracker = create(runTime.api, now, data.settings);
    const started = await tracker.start();
    const session = openSession(data, tracker, started, {
      now,
      seed: () => Math.floor(random() * 0x7fffffff),
      later: () => () => {},
    });
    const last = opening === sessions;
    for (let step = 0; step < steps * (last ? 1 : random()); step += 1)
      session.send(eventOf(session.snapshot().view, deedOf(random)));
    if (last) session.end();
    else leaveBy(session, random());
    walk.calls.push(...runTime.recorded.map((call) => ({ ...call, session: opening })));
    walk.refused.push(...runTime.refused);
    walk.finished ||= session.snapshot().result.complete;
  }
  return walk;
}
