import { env } from 'node:process';
import { runProgram } from '#server/cli/program.ts';

const [, , ...args] = process.argv;
process.exitCode = await runProgram(args, env);
