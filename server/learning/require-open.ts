import { gone, notFound } from '#server/errors.ts';

/** A launch token dies after this long without a commit or a renewal. */
export const IDLE_MS = 30 * 60_000;

export const unknownLaunch = () =>
  notFound('This address does not open a lesson. Open it again from Askwell.', { as: 'unknown-launch' });

/** Throws unless the launch is there, its learner is active, and its time has not run out. */
export function requireOpen<L extends { active: boolean; expiresMs: number }>(
  launch: L | undefined,
  nowMs: number,
): asserts launch is L {
  if (!launch?.active) throw unknownLaunch();
  if (launch.expiresMs > nowMs) return;
  const detail = 'This page was left alone for too long. Open the lesson again from Askwell.';
  throw gone(detail, { as: 'expired-launch' });
}
