import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPostgres } from './pg-binaries.ts';

/** `socket`: the folder of its Unix socket; there is no port, and everybody in the folder is trusted. */
export type PrivatePostgres = { socket: string; stop: () => void };

const FAST = '-c fsync=off -c synchronous_commit=off -c full_page_writes=off';

/**
 * A PostgreSQL of our own in a new folder, gone after `stop`. `durable`: with fsync, as in production; otherwise as fast as it
 * goes, for tests. Undefined where no PostgreSQL programs are found.
 */
export function startPostgres({ durable }: { durable: boolean }): PrivatePostgres | undefined {
  const bin = findPostgres();
  if (bin === undefined) return undefined;
  const dir = mkdtempSync(join(tmpdir(), 'askwell-pg-'));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) giveToPostgres(dir); // initdb refuses to run as root
  const run = (tool: string, ...args: string[]) => {
    const command = join(bin, tool);
    if (isRoot)
      execFileSync('runuser', ['-u', 'postgres', '--', command, ...args], { stdio: 'pipe', cwd: dir });
    else execFileSync(command, args, { stdio: 'pipe', cwd: dir });
  };
  const data = join(dir, 'data');
  const options = `-k ${dir} -c listen_addresses= -c max_connections=200 ${durable ? '' : FAST}`;
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8');
  run('pg_ctl', '-D', data, '-w', '-l', join(dir, 'log'), '-o', options, 'start');
  return {
    socket: dir,
    stop: () => {
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function giveToPostgres(dir: string): void {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  chownSync(dir, id('-u'), id('-g'));
  chmodSync(dir, 0o755);
}
