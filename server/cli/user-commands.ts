import type { Command } from 'commander';

type AddOptions = { name: string; username: string; role: string; json: boolean };
type LinkOptions = { activate: boolean; json: boolean };

/** `user add` and `user link`. */
export function userCommands(program: Command): void {
  const user = program.command('user').description('add people and give them one-time links');
  user
    .command('add')
    .description('add somebody and print the link with which they choose their password')
    .requiredOption('--name <name>', 'as others see it')
    .requiredOption('--username <username>', '2 to 40 letters, digits, dots, dashes or underscores')
    .option('--role <role>', 'agent, trainer or admin', 'agent')
    .option('--json', 'answer as JSON', false)
    .action(async (options: AddOptions) => {
      const { withServices, tellLink, userAdd } = await load();
      console.log(tellLink(await withServices((s) => userAdd(s, options)), options.json));
    });
  user
    .command('link')
    .description('print a new one-time link, for a new password; also for a lost administrator')
    .argument('<username>')
    .option('--activate', 'let a deactivated account in again', false)
    .option('--json', 'answer as JSON', false)
    .action(async (username: string, options: LinkOptions) => {
      const { withServices, tellLink, userLink } = await load();
      console.log(tellLink(await withServices((s) => userLink(s, username, options)), options.json));
    });
}

/** Each command loads only what it needs: half of the program's start is loading. */
async function load() {
  const [{ withServices }, { tellLink, userAdd, userLink }] = await Promise.all([
    import('./with-services.ts'),
    import('./user.ts'),
  ]);
  return { withServices, tellLink, userAdd, userLink };
}
