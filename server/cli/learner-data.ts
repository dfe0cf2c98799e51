import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { findUserByUsername } from '#server/accounts/users.repo.ts';
import { Username } from '#server/contract/accounts.ts';
import type { Erased } from '#server/contract/learner-data.ts';
import { reasonOf } from '#server/data-folder.ts';
import { countLearning } from '#server/learner-data/erase.repo.ts';
import { eraseData } from '#server/learner-data/erase-data.ts';
import { exportData } from '#server/learner-data/export-data.ts';
import type { Services } from '#server/services.ts';
import { CommandError } from './command-error.ts';

/** Writes everything that is held about somebody into a new file that only its owner may read. */
export async function userExport(s: Services, username: string, out: string): Promise<{ file: string }> {
  const user = await findPerson(s, username);
  const file = resolve(out);
  if (existsSync(file)) throw new CommandError(`${file} is there already: name a new file.`);
  const unfinished = `${file}.unfinished`;
  const { text } = await exportData(s, user.id);
  try {
    await pipeline(text, createWriteStream(unfinished, { mode: 0o600, flags: 'wx', flush: true }));
    await rename(unfinished, file);
    return { file };
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {}); // where it could not be made
    throw new CommandError(`${file} could not be written: ${reasonOf(error)}.`, { cause: error });
  }
}

/** Erases what somebody did. Without `yes` it stops with what would be erased. */
export async function userErase(
  s: Services,
  username: string,
  { account, yes }: { account: boolean; yes: boolean },
): Promise<Erased> {
  const user = await findPerson(s, username);
  if (!yes) {
    const lost = await countLearning(s.store, user.id);
    throw new CommandError(
      `This would erase ${what({ ...lost, account })} of ${JSON.stringify(user.username)}. Add --yes to do it; there is no way back but a backup.`,
      { exitCode: 2 },
    );
  }
  return eraseData(s, user.id, { username: user.username, account }, 'command line');
}

/** What was erased, in a sentence. */
export const tellErased = (username: string, erased: Erased): string =>
  `Erased ${what(erased)} of ${JSON.stringify(username)}. Backups made before still hold it.`;

function what({ courses, attempts, account }: Erased): string {
  const learning = `${attempts} attempt${attempts === 1 ? '' : 's'} in ${courses} course${courses === 1 ? '' : 's'}, with all answers and progress`;
  return account ? `${learning}, and the account` : learning;
}

async function findPerson(s: Services, username: string) {
  const wanted = Username.safeParse(username);
  const found = wanted.success ? await findUserByUsername(s.store, wanted.data) : undefined;
  if (found === undefined) throw new CommandError(`There is no user ${JSON.stringify(username)}.`);
  return found;
}
