import { createLink } from '#server/accounts/links.ts';
import { presentUser } from '#server/accounts/sessions.ts';
import { findUserByUsername } from '#server/accounts/users.repo.ts';
import { changeUser, createUser } from '#server/accounts/users.ts';
import { NewUser, Username, type UserWithLink } from '#server/contract/accounts.ts';
import type { Services } from '#server/services.ts';
import { CommandError } from './command-error.ts';

/** Adds somebody and makes their one-time link. */
export async function userAdd(
  s: Services,
  options: { name: string; username: string; role: string },
): Promise<UserWithLink> {
  const wanted = NewUser.safeParse(options);
  if (!wanted.success) {
    const wrong = wanted.error.issues.map((issue) => {
      const key = String(issue.path[0]) as keyof typeof options;
      return `--${key} is ${JSON.stringify(options[key])}, but must be: ${issue.message}`;
    });
    throw new CommandError(wrong.join('\n'), { exitCode: 2 });
  }
  const user = await createUser(s, wanted.data);
  return { user: presentUser(user), link: await createLink(s, user.id) };
}

/**
 * Makes a new one-time link for somebody, who chooses a new password with it. The way back in for a lost
 * administrator, so `activate` lets a deactivated account in again.
 */
export async function userLink(
  s: Services,
  username: string,
  { activate }: { activate: boolean },
): Promise<UserWithLink> {
  const wanted = Username.safeParse(username);
  const found = wanted.success ? await findUserByUsername(s.store, wanted.data) : undefined;
  if (found === undefined) throw new CommandError(`There is no user ${JSON.stringify(username)}.`);
  if (!found.active && !activate) {
    throw new CommandError(
      `${JSON.stringify(username)} is deactivated: add --activate to let them in again.`,
    );
  }
  const user = found.active ? found : await changeUser(s, found.id, { active: true });
  return { user: presentUser(user), link: await createLink(s, user.id) };
}

/** The link for people, who hand it on; the whole answer for programs. */
export const tellLink = ({ user, link }: UserWithLink, json: boolean): string =>
  json
    ? JSON.stringify({ user, link })
    : `${user.name} (${user.username}, ${user.role}) opens this link once and chooses a password:\n${link.url}\nIt works until ${new Date(link.expiresMs).toISOString().slice(0, 10)}.`;
