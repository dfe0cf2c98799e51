import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { PackageProblem } from '#server/packages/package-problem.ts';
import { findChromium } from '#server/recorder/chromium.ts';
import { NoBrowser, NoSuchSco, type Recording, recordPackage } from '#server/recorder/record-package.ts';
import { CommandError } from './command-error.ts';

export type RecordOptions = {
  seed: string;
  out: string;
  sco?: string | undefined;
  steps: string;
  seconds: string;
  json: boolean;
};

const SHOWN_PROBLEMS = 20;

/**
 * `askwell record <zip> --seed N --out FILE`: plays a package at random and writes its calls, one JSON line each.
 * Answers the exit code: 0 written and blameless, 1 written and the calls break the standard, 2 wrong usage.
 */
export async function recordCommand(
  file: string,
  options: RecordOptions,
  env: Record<string, string | undefined>,
): Promise<number> {
  const [seed, steps, seconds] = [
    whole('--seed', options.seed, 0, 2 ** 31),
    whole('--steps', options.steps, 1, 100_000),
    whole('--seconds', options.seconds, 1, 86_400),
  ];
  const chromium = findChromium(env);
  if (chromium === undefined)
    throw new CommandError(
      'Recording needs Chromium or Chrome: install one, or set CHROMIUM to the path of its program.',
    );
  const out = openOut(resolve(options.out));
  try {
    const order = { file: resolve(file), seed, steps, seconds, chromium, sco: options.sco };
    const recording = await recordPackage({
      ...order,
      write: (calls) => {
        for (const call of calls) writeSync(out, `${JSON.stringify(call)}\n`);
      },
    });
    tell(recording, options);
    return recording.problems.some(({ level }) => level === 'error') ? 1 : 0;
  } catch (error) {
    throw inOneSentence(error, file);
  } finally {
    closeSync(out);
  }
}

function whole(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < min || value > max)
    throw new CommandError(`${name} is "${text}"; expected a whole number from ${min} to ${max}.`, {
      exitCode: 2,
    });
  return value;
}

function openOut(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`The recording cannot be written to ${path}: ${reason}.`, {
      cause: error,
      exitCode: 2,
    });
  }
}

function inOneSentence(error: unknown, file: string): unknown {
  if (error instanceof NoSuchSco) return new CommandError(error.message, { cause: error, exitCode: 2 });
  if (error instanceof NoBrowser) return new CommandError(error.message, { cause: error });
  if (error instanceof PackageProblem) return new CommandError(`${file}: ${error.message}`, { cause: error });
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    return new CommandError(`There is no file ${file}.`, { cause: error, exitCode: 2 });
  return error;
}

function tell(recording: Recording, { json, out }: RecordOptions): void {
  if (json) {
    console.log(JSON.stringify({ out, ...recording }, null, 2));
    return;
  }
  const { lessons, calls, problems, edition, cutShort } = recording;
  for (const { title, sessions, steps, finished } of lessons)
    console.log(
      `${title}: ${count(steps, 'step')} in ${count(sessions, 'session')}, ${finished ? 'finished' : 'not finished'}.`,
    );
  if (cutShort) console.log('The time was up before the walk came to its end.');
  for (const { at, level, rule, message } of problems.slice(0, SHOWN_PROBLEMS))
    console.log(`${out}:${at + 1}  ${level} ${rule}  ${message}`);
  if (problems.length > SHOWN_PROBLEMS) console.log(`... and ${problems.length - SHOWN_PROBLEMS} more.`);
  const verdict =
    problems.length === 0 ? 'No LMS can take offence at them' : `${count(problems.length, 'problem')} found`;
  console.log(`Wrote ${count(calls, 'call')} of SCORM ${edition} to ${out}. ${verdict}.`);
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
