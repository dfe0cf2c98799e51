import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { ROOT } from '#server/paths.ts';
import type { Target } from './load.ts';

export type Running = { port: number; pid: number; readySeconds: number; stop: () => Promise<void> };

/** Starts the bundle as `npm start` does and measures the time to its announcement. */
export async function startBundle(env: Record<string, string>, port: number): Promise<Running> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(ROOT, 'dist/server/main.js'), 'serve'], {
    cwd: ROOT,
    env: { ...process.env, LOG_LEVEL: 'error', ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((ready, fail) => {
    child.stdout.on('data', (chunk: Buffer) => chunk.includes('Askwell is ready') && ready());
    child.once('exit', (code) => fail(new Error(`The server ended with ${code} before it was ready.`)));
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('The server did not start.');
  return {
    port,
    pid,
    readySeconds: (performance.now() - started) / 1000,
    stop: async () => {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Resident memory of a process in MB, now or at its most (Linux); undefined elsewhere. */
export function memoryMb(pid: number, what: 'VmRSS' | 'VmHWM' = 'VmRSS'): number | undefined {
  try {
    const line = new RegExp(`${what}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return line?.[1] === undefined ? undefined : Number(line[1]) / 1024;
  } catch {
    return undefined;
  }
}

/** Opens a play session for a shell address, as its page does, and says where its commits go. */
export function openSession(port: number, shellUrl: string): Promise<Target> {
  const { host, pathname } = new URL(shellUrl);
  const path = pathname.replace(/\/$/, '');
  const headers = { host, 'content-type': 'application/json', 'content-length': 2 };
  return new Promise((done, fail) => {
    const sent = request(
      { port, host: '127.0.0.1', path: `${path}/session`, method: 'POST', headers },
      (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => {
          text += chunk.toString();
        });
        answer.on('end', () => {
          if (answer.statusCode !== 200)
            fail(new Error(`Opening a session was answered ${answer.statusCode}: ${text}`));
          else done({ host, path: `${path}/commit`, epoch: (JSON.parse(text) as { epoch: number }).epoch });
        });
      },
    );
    sent.on('error', fail);
    sent.end('{}');
  });
}
