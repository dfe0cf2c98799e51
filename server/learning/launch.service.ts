import { randomBytes, randomUUID } from 'node:crypto';
import { contentOriginOf } from '#server/content-host.ts';
import type { Launch, NewLaunch } from '#server/contract/learning.ts';
import { isDuplicate } from '#server/db/trouble.ts';
import { notFound } from '#server/errors.ts';
import type { Services } from '#server/services.ts';
import { sha256 } from './apply-commit.ts';
import {
  ensureRegistration,
  findAttempts,
  findCurrentLesson,
  findLastAttempt,
  insertLaunch,
  type NewAttempt,
  renewLaunch,
} from './launch.repo.ts';
import { pickAttempt } from './pick-attempt.ts';
import { IDLE_MS } from './require-open.ts';

const DAY_MS = 86_400_000;
/** An expired launch can be renewed by its page this long (a laptop that slept); then it is forgotten. */
const FORGET_MS = 2 * DAY_MS;

type Deps = Pick<Services, 'store' | 'config' | 'now'>;
type Learner = { id: string };

/** Opens a lesson: registration, attempt, and a token that is good for this lesson of this attempt alone. */
export async function launchLesson(s: Deps, learner: Learner, wanted: NewLaunch): Promise<Launch> {
  try {
    return await launchOnce(s, learner, wanted);
  } catch (error) {
    // Another launch of the same learner made the same attempt at the same moment; now it is there to join.
    if (isDuplicate(error)) return launchOnce(s, learner, wanted);
    throw error;
  }
}

async function launchOnce(
  { store, config, now }: Deps,
  learner: Learner,
  { courseId, lessonId, fresh = false }: NewLaunch,
): Promise<Launch> {
  const current = await findCurrentLesson(store, courseId, lessonId);
  if (!current) throw notFound(`There is no lesson "${lessonId}" in a course "${courseId}".`);
  const createdMs = now();
  const expiresMs = createdMs + IDLE_MS;
  const registration = { id: randomUUID(), learnerId: learner.id, courseId, createdMs };
  const registrationId = await ensureRegistration(store, registration);
  // Read before the attempts are: one that another launch makes meanwhile is then either picked, or its number is a
  // duplicate of ours and this launch starts over. It can never become a second one.
  const last = await findLastAttempt(store, registrationId, current.versionId);
  const picked: Target | undefined = pickAttempt(await findAttempts(store, registrationId, lessonId), fresh);
  const { attemptId, label, scoId, title, made } = picked ?? newAttempt(registrationId, last, current);
  const token = randomBytes(32).toString('base64url');
  const launch = { id: randomUUID(), tokenHash: sha256(token), attemptId, scoId, learnerId: learner.id };
  await insertLaunch(store, { ...launch, createdMs, expiresMs }, made, createdMs - FORGET_MS);
  const contentOrigin = contentOriginOf(config.contentOrigin, label);
  const url = `${contentOrigin}/play/${token}/`;
  return { id: launch.id, url, contentOrigin, title, expiresMs, mode: 'normal', window: 'frame' };
}

type Target = { attemptId: string; label: string; scoId: string; title: string; made?: NewAttempt };

/** The next attempt, on the current version. All attempts of one learner on one package share a content host, so that its files cache. */
function newAttempt(
  registrationId: string,
  last: { number: number; label: string | undefined },
  { versionId, scoId, title }: { versionId: string; scoId: string; title: string },
): Target {
  const label = last.label ?? newLabel();
  const made = { id: randomUUID(), registrationId, versionId, number: last.number + 1, label };
  return { attemptId: made.id, label, scoId, title, made };
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** First part of a content host: 160 random bits as 32 lower-case letters and digits (a DNS label takes 63). */
const newLabel = (): string => Array.from(randomBytes(32), (byte) => BASE32[byte & 31]).join('');

/** Keeps the token of an open page alive, or brings it back after a long sleep. */
export async function renewOwnLaunch(
  { store, now }: Pick<Services, 'store' | 'now'>,
  learner: Learner,
  launchId: string,
): Promise<{ expiresMs: number }> {
  const expiresMs = now() + IDLE_MS;
  if (await renewLaunch(store, launchId, learner.id, expiresMs)) return { expiresMs };
  throw notFound('This lesson is no longer open. Open it again.');
}
