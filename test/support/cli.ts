import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '#server/paths.ts';
import { ENGINE, type TestDatabase } from './test-store.ts';

type Env = Record<string, string | undefined>;
export type CliResult = { code: number; out: string; err: string };

/** Settings that point a command at a test's own data. */
export const settingsFor = (database: TestDatabase, more: Env = {}): Env => ({
  PORT: '0',
  DATA_DIR: join(database.dir, 'data'),
  LOG_LEVEL: 'warn',
  ...(ENGINE === 'pg' ? { DATABASE_URL: database.url } : {}),
  ...more,
});

const start = (args: string[], env: Env, options: { uid?: number } = {}): ChildProcess =>
  spawn(process.execPath, [join(ROOT, 'server/main.ts'), ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });

/** Runs one command of the real program in a process of its own, to its end. */
export async function runCli(args: string[], env: Env, options: { uid?: number } = {}): Promise<CliResult> {
  const child = start(args, env, options);
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const code = await ended(child);
  return { code, out: out.trim(), err: err.trim() };
}

const ended = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? (signal === null ? -1 : -2)));
  });

export type ServedProcess = {
  url: string;
  /** All that `serve` said when it was ready. */
  said: string;
  pid: number;
  /** Ends the process and answers its exit code; SIGTERM unless told otherwise. */
  stop: (signal?: NodeJS.Signals) => Promise<number>;
};

/** Starts the real server in a process of its own and waits until it is ready. */
export async function serveProcess(env: Env): Promise<ServedProcess> {
  const child = start(['serve'], env);
  const end = ended(child);
  let said = '';
  let err = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (/ready at \S+\n/.test(said)) setImmediate(resolve);
    });
    end.then((code) => reject(new Error(`serve ended with ${code}: ${err}`)), reject);
  });
  return {
    url: /ready at (\S+)/.exec(said)?.[1] ?? '',
    said,
    pid: child.pid ?? 0,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return end;
    },
  };
}
