import type { Command } from 'commander';

type AddOptions = { name: string; username: string; role: string; json: boolean };
type LinkOptions = { activate: boolean; json: boolean };

/** `user add`, `user link`, `user export` and `user erase`. */
export function userCommands(program: Command): void {
  const user = program
    .command('user')
    .description('add people, give them one-time links, take out or erase what is held about them');
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
  learnerDataCommands(user);
}

function learnerDataCommands(user: Command): void {
  user
    .command('export')
    .description('write everything that is held about somebody into one new JSON file')
    .argument('<username>')
    .requiredOption('--out <file>', 'the file to write')
    .option('--json', 'answer as JSON', false)
    .action(async (username: string, { out, json }: { out: string; json: boolean }) => {
      const { withServices, userExport } = await loadLearnerData();
      const made = await withServices((s) => userExport(s, username, out));
      console.log(json ? JSON.stringify(made) : `Wrote ${made.file}.`);
    });
  user
    .command('erase')
    .description('erase what somebody did: attempts, answers, progress and call logs; backups keep them')
    .argument('<username>')
    .option('--account', 'and the account', false)
    .option('--yes', 'without this it only tells what would be erased', false)
    .option('--json', 'answer as JSON', false)
    .action(async (username: string, options: { account: boolean; yes: boolean; json: boolean }) => {
      const { withServices, userErase, tellErased } = await loadLearnerData();
      const erased = await withServices((s) => userErase(s, username, options));
      console.log(options.json ? JSON.stringify(erased) : tellErased(username, erased));
    });
}

async function loadLearnerData() {
  const [{ withServices }, { tellErased, userErase, userExport }] = await Promise.all([
    import('./with-services.ts'),
    import('./learner-data.ts'),
  ]);
  return { withServices, tellErased, userErase, userExport };
}

/** Each command loads only what it needs: half of the program's start is loading. */
async function load() {
  const [{ withServices }, { tellLink, userAdd, userLink }] = await Promise.all([
    import('./with-services.ts'),
    import('./user.ts'),
  ]);
  return { withServices, tellLink, userAdd, userLink };
}
