import { getUser } from '#server/accounts/users.ts';
import type { Erased } from '#server/contract/learner-data.ts';
import { Conflict } from '#server/db/statement.ts';
import { conflict, invalid } from '#server/errors.ts';
import type { Services } from '#server/services.ts';
import { countLearning, eraseLearning } from './erase.repo.ts';

type Deps = Pick<Services, 'store' | 'log' | 'auth' | 'now' | 'config' | 'storage'>;

/**
 * Erases what somebody did, and with `account` the account, for good. Pages that are open store nothing any more.
 * `by` is whoever asked for it; the log says that something was erased, and not whose.
 */
export async function eraseData(
  s: Deps,
  learnerId: string,
  { username, account }: { username: string; account: boolean },
  by: string,
): Promise<Erased> {
  const learner = await getUser(s, learnerId);
  if (username.trim().toLowerCase() !== learner.username) {
    throw invalid(
      `${JSON.stringify(username)} is not the username of the person to erase. Nothing was erased.`,
      {
        as: 'wrong-username',
        problems: [{ path: 'body.username', message: 'has to be the username of the person to erase' }],
      },
    );
  }
  const lost = await countLearning(s.store, learnerId);
  try {
    await eraseLearning(s.store, learnerId, account);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    throw conflict(
      'This is the only active administrator, and somebody has to be: make another person administrator first. Nothing was erased.',
      { as: 'last-admin', cause: error },
    );
  }
  s.log.info({ by, ...lost, account }, 'the data of a learner was erased');
  return { ...lost, account };
}
