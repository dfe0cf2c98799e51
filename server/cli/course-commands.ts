import type { Command } from 'commander';

type Json = { json: boolean };

/** `check`, `package` and `publish`. What builds packages is loaded only when one is built. */
export function courseCommands(program: Command): void {
  program
    .command('check')
    .description('say what is wrong with a course, and what is weak about it')
    .argument('<folder>', 'a course folder')
    .option('--json', 'answer as JSON', false)
    .action(async (folder: string, options: Json) => {
      const { checkCommand } = await import('./check.ts');
      process.exitCode = await checkCommand(folder, options);
    });
  program
    .command('package')
    .description('write a course as a SCORM package')
    .argument('<folder>', 'a course folder')
    .option('--edition <edition>', '1.2 or 2004-4', '1.2')
    .option('--out <file>', 'the zip to write')
    .option('--json', 'answer as JSON', false)
    .action(async (folder: string, options: Json & { edition: string; out?: string }) => {
      const { packageCommand } = await import('./package.ts');
      process.exitCode = await packageCommand(folder, options);
    });
  program
    .command('publish')
    .description('make a course the newest version of itself for all learners')
    .argument('<folder>', 'a course folder')
    .option('--json', 'answer as JSON', false)
    .action(async (folder: string, options: Json) => {
      const [{ withServices }, { publishCommand }] = await Promise.all([
        import('./with-services.ts'),
        import('./publish.ts'),
      ]);
      process.exitCode = await withServices((s) => publishCommand(s, folder, options));
    });
}
