import { Command, CommanderError } from 'commander';
import { SettingError } from '#server/config.ts';
import { StartError } from '#server/data-folder.ts';
import { NamedError } from '#server/errors.ts';
import { coachCommands } from './coach-commands.ts';
import { CommandError } from './command-error.ts';
import { courseCommands } from './course-commands.ts';
import { dataCommands } from './data-commands.ts';
import { receiptCommands } from './receipt-command.ts';
import { recordCommands } from './record-commands.ts';
import { serveCommand, settingsHelp } from './serve.ts';
import { studyCommands } from './study-commands.ts';
import { userCommands } from './user-commands.ts';

/** Runs a command line and gives its exit code: 0, 1 for problems found, 2 for wrong usage. */
export async function runProgram(
  argv: readonly string[],
  env: Record<string, string | undefined>,
): Promise<number> {
  try {
    await buildProgram(env).parseAsync(argv, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return tellError(error);
  }
}

function buildProgram(env: Record<string, string | undefined>): Command {
  const program = new Command('askwell')
    .description('Microlearning for customer-service teams.')
    .exitOverride()
    .showHelpAfterError('Add --help to see what is possible.');
  program
    .command('serve')
    .description('run the server until it is stopped')
    .addHelpText('after', settingsHelp())
    .action(() => serveCommand(env));
  courseCommands(program);
  studyCommands(program);
  coachCommands(program);
  receiptCommands(program);
  recordCommands(program, env);
  userCommands(program);
  dataCommands(program, env);
  return program;
}

function tellError(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // commander has said it already
  if (error instanceof SettingError) {
    console.error(error.message);
    return 2;
  }
  if (error instanceof CommandError || error instanceof StartError || error instanceof NamedError) {
    console.error(error.message);
    return error instanceof CommandError ? error.exitCode : 1;
  }
  console.error(error);
  return 1;
}
