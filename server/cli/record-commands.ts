import type { Command } from 'commander';
import type { RecordOptions } from './record.ts';

/** `record`. The browser and what drives it are loaded only when a package is played. */
export function recordCommands(program: Command, env: Record<string, string | undefined>): void {
  program
    .command('record')
    .description(
      "play a package at random in a headless browser and write every call to its LMS; anybody's zip",
    )
    .argument('<file>', 'a SCORM package')
    .requiredOption('--out <file>', 'the recording to write, one JSON line a call')
    .option('--seed <number>', 'what chance starts from; the same seed makes the same choices', '1')
    .option('--sco <id>', 'play only the lesson with this item identifier')
    .option('--steps <number>', 'how many things to do at most in each lesson', '200')
    .option('--seconds <number>', 'how long the whole may take at most', '600')
    .option('--json', 'answer as JSON', false)
    .action(async (file: string, options: RecordOptions) => {
      const { recordCommand } = await import('./record.ts');
      process.exitCode = await recordCommand(file, options, env);
    });
}
