import { randomBytes, randomUUID } from 'node:crypto';
import { contentOriginOf } from '#server/content-host.ts';
import type { CourseSettings } from '#server/contract/imports.ts';
import type { Launch, NewLaunch } from '#server/contract/learning.ts';
import { isDuplicate } from '#server/db/trouble.ts';
import { conflict, notFound } from '#server/errors.ts';
import type { Services } from '#server/services.ts';
import { sha256 } from './apply-commit.ts';
import {
  ensureRegistration,
  findAttempts,
  findCurrentLesson,
  findLastAttempt,
  findTrialLesson,
  insertLaunch,
  insertTrial,
  type NewAttempt,
  type NewLaunchRow,
  renewLaunch,
} from './launch.repo.ts';
import { chooseAttempt } from './pick-attempt.ts';
import { IDLE_MS } from './require-open.ts';

const DAY_MS = 86_400_000;
/** An expired launch can be renewed by its page this long (a laptop that slept); then it is forgotten. */
const FORGET_MS = 2 * DAY_MS;

/** Other launches of one learner may make the same attempt first; losing this often means something is wrong. */
const TRIES = 5;

type Deps = Pick<Services, 'store' | 'config' | 'now'>;
type Learner = { id: string };

/**
 * Opens a lesson: registration, attempt, and a token that is good for this lesson of this attempt alone. Attempts that
 * were begun stay on their version; new ones play the current one.
 */
export const launchLesson = (s: Deps, learner: Learner, wanted: NewLaunch): Promise<Launch> =>
  joined(() => launchOnce(s, learner, wanted));

/**
 * Lets a trainer play a version that perhaps nobody else sees yet, from its start. It is an attempt of their own that
 * nothing counts, and it takes the place of their last one in this course.
 */
export const tryVersion = (s: Deps, learner: Learner, courseId: string, number: number): Promise<Launch> =>
  joined(() => tryOnce(s, learner, courseId, number));

/** Another launch of the same learner made the same attempt at the same moment: now it is there to be seen. */
async function joined(launch: () => Promise<Launch>): Promise<Launch> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await launch();
    } catch (error) {
      if (!isDuplicate(error) || tries === TRIES) throw error;
    }
  }
}

async function launchOnce(
  s: Deps,
  learner: Learner,
  { courseId, lessonId, fresh = false, review = false }: NewLaunch,
): Promise<Launch> {
  const { store } = s;
  const current = await findCurrentLesson(store, courseId, lessonId);
  if (!current) throw notFound(`There is no lesson "${lessonId}" in a course "${courseId}".`);
  const { settings } = current;
  const registrationId = await register(s, learner, courseId);
  // Read before the attempts are: one that another launch makes meanwhile is then either picked, or its number is a
  // duplicate of ours and this launch starts over. It can never become a second one, nor one too many.
  const last = await findLastAttempt(store, registrationId, current.versionId);
  const attempts = await findAttempts(store, registrationId, lessonId);
  const chosen = chooseAttempt(attempts, { fresh, review }, settings);
  if ('refused' in chosen) throw refusal(chosen.refused, settings);
  const { attemptId, label, scoId, title, made }: Target =
    chosen.attempt ?? newAttempt(registrationId, last, current);
  const { token, row } = newLaunch(s, { attemptId, scoId, learnerId: learner.id, mode: chosen.mode });
  await insertLaunch(store, row, made, row.createdMs - FORGET_MS);
  return present(s, { row, token, label, title, window: settings.window });
}

async function tryOnce(s: Deps, learner: Learner, courseId: string, number: number): Promise<Launch> {
  const lesson = await findTrialLesson(s.store, courseId, number);
  if (!lesson) throw notFound(`There is no version ${number} of a course "${courseId}".`);
  const { versionId, scoId, title, settings } = lesson;
  const registrationId = await register(s, learner, courseId);
  // A host of its own: what an earlier trial left in the browser's storage is not there either.
  const made = { id: randomUUID(), registrationId, versionId, number: TRIAL, label: newLabel(), trial: true };
  const { token, row } = newLaunch(s, { attemptId: made.id, scoId, learnerId: learner.id, mode: 'normal' });
  await insertTrial(s.store, row, made);
  return present(s, { row, token, label: made.label, title, window: settings.window });
}

/** Trials stand outside the numbers of attempts, which begin at 1. */
const TRIAL = 0;

function refusal(id: 'no-attempts-left' | 'nothing-to-review', { maxAttempts }: CourseSettings) {
  return id === 'no-attempts-left'
    ? conflict(
        `Every attempt at this lesson has been taken: there ${maxAttempts === 1 ? 'is one' : `are ${maxAttempts}`}.`,
        { as: id },
      )
    : conflict('There is nothing to look back on yet: this lesson has not been finished.', { as: id });
}

function register({ store, now }: Deps, learner: Learner, courseId: string): Promise<string> {
  return ensureRegistration(store, {
    id: randomUUID(),
    learnerId: learner.id,
    courseId,
    createdMs: now(),
  });
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

type LaunchOf = Pick<NewLaunchRow, 'attemptId' | 'scoId' | 'learnerId' | 'mode'>;

function newLaunch({ now }: Deps, of: LaunchOf): { token: string; row: NewLaunchRow } {
  const token = randomBytes(32).toString('base64url');
  const createdMs = now();
  const row = {
    id: randomUUID(),
    tokenHash: sha256(token),
    ...of,
    createdMs,
    expiresMs: createdMs + IDLE_MS,
  };
  return { token, row };
}

type Made = { row: NewLaunchRow; token: string; label: string } & Pick<Launch, 'title' | 'window'>;

function present({ config }: Deps, { row, token, label, title, window }: Made): Launch {
  const contentOrigin = contentOriginOf(config.contentOrigin, label);
  const url = `${contentOrigin}/play/${token}/`;
  return { id: row.id, url, contentOrigin, title, expiresMs: row.expiresMs, mode: row.mode, window };
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
