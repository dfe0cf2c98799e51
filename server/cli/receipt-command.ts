import type { Command } from 'commander';

/** `receipt`: reads back what a learner copied from the end of a lesson. */
export function receiptCommands(program: Command): void {
  program
    .command('receipt')
    .description("say what a learner's receipt says, and notice a mistyped code")
    .argument('<code>', 'the code, with or without dashes')
    .option('--course <folder>', 'the course folder, to name lesson and objectives')
    .option('--json', 'answer as JSON', false)
    .action(async (code: string, options: { course?: string; json: boolean }) => {
      const { receiptCommand } = await import('./receipt.ts');
      process.exitCode = await receiptCommand(code, options);
    });
}
