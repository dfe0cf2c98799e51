import type { Command } from 'commander';
import type { Restored } from './restore.ts';

/** `backup` and `restore`. */
export function dataCommands(program: Command, env: Record<string, string | undefined>): void {
  program
    .command('backup')
    .description('write database, packages and secret into one new file; the server may be running')
    .argument('<file>', 'a zip to write')
    .option('--json', 'answer as JSON', false)
    .action(async (file: string, { json }: { json: boolean }) => {
      const [{ withServices }, { backup }] = await Promise.all([
        import('./with-services.ts'),
        import('./backup.ts'),
      ]);
      const made = await withServices((s) => backup(s, file, env['PATH'] ?? ''));
      console.log(
        json
          ? JSON.stringify(made)
          : `Wrote ${made.file} with the database and ${count(made.packages, 'package')}.`,
      );
    });
  program
    .command('restore')
    .description('bring a backup back into the data folder; the server must be stopped')
    .argument('<file>', 'a zip that backup wrote')
    .option('--force', 'put present data aside', false)
    .option('--json', 'answer as JSON', false)
    .action(async (file: string, { force, json }: { force: boolean; json: boolean }) => {
      const [{ readConfig }, { restore }] = await Promise.all([
        import('#server/config.ts'),
        import('./restore.ts'),
      ]);
      const restored = await restore(readConfig(), file, { force });
      console.log(json ? JSON.stringify(restored) : tellRestored(restored));
    });
}

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;

function tellRestored({ dataDir, madeAt, before, postgresDump }: Restored): string {
  const lines = [`Restored ${dataDir} as it was at ${madeAt}.`];
  if (before !== undefined) lines.push(`What was there before lies in ${before}.`);
  if (postgresDump !== undefined) {
    lines.push(
      'The database is still to be loaded, into an empty one:',
      `  pg_restore --no-owner --dbname="$DATABASE_URL" ${postgresDump}`,
    );
  }
  return lines.join('\n');
}
