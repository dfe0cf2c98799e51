import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CommandError } from './command-error.ts';

const DEBIAN = '/usr/lib/postgresql';

/** Dumps a PostgreSQL database in pg_dump's own compressed format, from one consistent moment. */
export async function dumpPostgres(url: string, file: string, pathVariable: string): Promise<void> {
  const program = findProgram('pg_dump', pathVariable);
  if (program === undefined) {
    throw new CommandError(
      'DATABASE_URL points to PostgreSQL, whose backup needs the program pg_dump, and it was not found: install the PostgreSQL client programs (Debian: apt-get install postgresql-client).',
    );
  }
  const child = spawn(program, ['--format=custom', '--no-owner', `--file=${file}`, `--dbname=${url}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0)
    throw new CommandError(
      `pg_dump could not copy the database: ${said.trim() || `it ended with ${String(code)}`}`,
    );
}

function findProgram(name: string, pathVariable: string): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(DEBIAN, version, 'bin')),
    ...pathVariable.split(delimiter),
  ];
  return folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
}
