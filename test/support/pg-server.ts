import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findPostgres } from './pg-binaries.ts';

declare module 'vitest' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface can be added to
  interface ProvidedContext {
    pgSocket: string;
  }
}

/** Global set-up of the api-pg project: a private PostgreSQL on a Unix socket, gone after the run. */
export default function setup(project: TestProject): (() => void) | undefined {
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
  const options = `-k ${dir} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200`;
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C.UTF-8');
  run('pg_ctl', '-D', data, '-w', '-l', join(dir, 'log'), '-o', options, 'start');
  project.provide('pgSocket', dir);
  return () => {
    run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
    rmSync(dir, { recursive: true, force: true });
  };
}

function giveToPostgres(dir: string): void {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  chownSync(dir, id('-u'), id('-g'));
  chmodSync(dir, 0o755);
}
