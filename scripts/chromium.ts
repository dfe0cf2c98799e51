import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium, QUIET } from '#server/recorder/chromium.ts';

/** Finds Chromium, or installs Debian's where that is possible (apt-get, as root), or says in one sentence what to install. */
export function ensureChromium(): string {
  const found = findChromium(process.env);
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('No Chromium here: installing the package "chromium".');
    const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
    const installed = findChromium(process.env);
    if (installed) return installed;
  }
  throw new Error(
    'The browser tests need Chromium or Chrome: install one, or set CHROMIUM to the path of its program.',
  );
}

/** Flags for the browser tests, which also run as root. */
export const CHROMIUM_ARGS = ['--no-sandbox', ...QUIET];
