import type { Command } from 'commander';

/** `coach read` and `coach measure`: what the question coach makes of sentences. */
export function coachCommands(program: Command): void {
  const coach = program.command('coach').description('what the question coach makes of what people say');
  coach
    .command('read')
    .description(
      'read JSON lines {"text", "course"?, "dialogue"?, "turn"?, "language"?}; one JSON line for each',
    )
    .action(async () => {
      const { coachReadCommand } = await import('./coach-read.ts');
      process.exitCode = await coachReadCommand(process.stdin, process.stdout);
    });
  coach
    .command('measure')
    .description('how often it reads labelled sentences as they are labelled, per class')
    .option('--set <files...>', 'files of labelled sentences; those of the project')
    .option('--wrong', 'list what was read differently', false)
    .option('--json', 'answer as JSON', false)
    .action(async (options: { json: boolean; wrong: boolean; set?: string[] }) => {
      const { coachMeasureCommand } = await import('./coach-measure.ts');
      process.exitCode = await coachMeasureCommand(options);
    });
}
