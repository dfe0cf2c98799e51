import type { Command } from 'commander';
import { EXPORT_EDITIONS, PROFILE_IDS } from '#courses/scorm/export-options.ts';

type Json = { json: boolean };
type PackageOptions = { edition?: string; profile?: string; layout?: string; order?: string; out?: string };

/** `check`, `package`, `inspect`, `import` and `publish`. What builds packages is loaded only when one is built. */
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
    .option('--edition <edition>', EXPORT_EDITIONS.join(', '))
    .option('--profile <lms>', PROFILE_IDS.join(', '))
    .option('--layout <layout>', 'one SCO per lesson, or all lessons in one: per-lesson, single')
    .option('--order <order>', 'free, or in-order: each lesson after the one before')
    .option('--out <file>', 'the zip to write')
    .option('--json', 'answer as JSON', false)
    .action(async (folder: string, options: Json & PackageOptions) => {
      const { packageCommand } = await import('./package.ts');
      process.exitCode = await packageCommand(folder, options);
    });
  program
    .command('inspect')
    .description("tell what a package contains and every rule it breaks; anybody's zip, nothing is written")
    .argument('<file>', 'a zip')
    .option('--json', 'answer as JSON', false)
    .action(async (file: string, options: Json) => {
      const { inspectCommand } = await import('./inspect.ts');
      process.exitCode = await inspectCommand(file, options);
    });
  program
    .command('import')
    .description("take anybody's package in, as a draft that only staff sees")
    .argument('<file>', 'a zip')
    .option('--publish', 'let learners begin it at once', false)
    .option('--replaces <course>', 'make it the next version of an imported course, such as p-abc')
    .option('--json', 'answer as JSON', false)
    .action(async (file: string, options: Json & { publish: boolean; replaces?: string }) => {
      const [{ withServices }, { importCommand }] = await Promise.all([
        import('./with-services.ts'),
        import('./import.ts'),
      ]);
      process.exitCode = await withServices((s) => importCommand(s, file, options));
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
