import type { Command } from 'commander';

/** `simulate`: what a course does to different learners. */
export function studyCommands(program: Command): void {
  program
    .command('simulate')
    .description(
      'let simulated learners play every dialogue: who rushes, asks only about the thing, asks what it did',
    )
    .argument('[folders...]', 'course folders; the bundled courses without their translations')
    .option('--plays <number>', 'how often each of them plays each dialogue', '1000')
    .option('--seed <number>', 'the same seed gives the same numbers', '1')
    .option('--json', 'answer as JSON', false)
    .action(async (folders: string[], options: { json: boolean; plays: string; seed: string }) => {
      const { simulateCommand } = await import('./simulate.ts');
      process.exitCode = await simulateCommand(folders, options);
    });
}
