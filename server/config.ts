import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { z } from 'zod';
import { contentSuffix, labelIn } from '#server/content-host.ts';

/** Where the server listens, keeps its data, and is reached. Addresses are origins, without a slash at the end. */
export type Config = {
  host: string;
  port: number;
  dataDir: string;
  /** `postgres://...`; undefined: SQLite in the data folder. */
  databaseUrl: string | undefined;
  /** The app's own origin. */
  publicUrl: string;
  /** Host header values (with port) under which the app answers; the first belongs to `publicUrl`. */
  appHosts: readonly string[];
  /** Origin of the packages with `{label}` for the first part of the host: one per package and learner. */
  contentOrigin: string;
  /** Served over https, so cookies are marked Secure. */
  secure: boolean;
  trustProxy: number | string[] | false;
  /** Largest package that may be handed in, as a zip. */
  maxPackageBytes: number;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Signs cookies; undefined: the one in the data folder. */
  secret: string | undefined;
};

/** Every setting, in the order of `serve --help`. */
export const SETTINGS = {
  PORT: 'Port to listen on (3000).',
  HOST: 'Address to listen on (127.0.0.1, this computer only).',
  DATA_DIR: 'Folder for the database, the packages and the secret (data).',
  DATABASE_URL: 'postgres://... to use PostgreSQL instead of SQLite in the data folder.',
  PUBLIC_URL: 'Address under which people open Askwell, such as https://learn.example.com.',
  CONTENT_ORIGIN:
    'Address of the packages with {label} as the first part of the host, such as https://{label}.lessons.example.net; needed with PUBLIC_URL.',
  TRUST_PROXY: 'Number of reverse proxies in front, or their addresses with commas; none if not set.',
  SECRET: 'At least 32 characters that sign cookies; needed only where several servers share one database.',
  MAX_PACKAGE_MB: 'Largest package that may be imported, in MB (2000).',
  LOG_LEVEL: 'fatal, error, warn, info, debug or silent (info).',
} as const;
type Setting = keyof typeof SETTINGS;

/** A setting that cannot be used. The message is one whole sentence for the operator. */
export class SettingError extends Error {
  override name = 'SettingError';
}

const wrong = (name: Setting, value: string, expected: string): SettingError =>
  new SettingError(`${name} is ${JSON.stringify(value)}, but must be ${expected}.`);

type Env = Record<string, string | undefined>;
const given = (env: Env, name: Setting): string | undefined => env[name]?.trim() || undefined;

function read<T>(env: Env, name: Setting, schema: z.ZodType<T>, expected: string): T {
  const value = given(env, name);
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw wrong(name, name === 'SECRET' ? '(hidden)' : (value ?? ''), expected);
}

/** Reads and checks all settings. Throws `SettingError` for the first that is wrong. */
export function readConfig(env: Env = process.env): Config {
  const port = read(
    env,
    'PORT',
    z.coerce.number().int().min(0).max(65_535).default(3000),
    'a whole number from 0 to 65535',
  );
  const host = given(env, 'HOST') ?? '127.0.0.1';
  const publicUrl = readPublicUrl(env);
  const appHosts = publicUrl === undefined ? localHosts(host, port) : [publicUrl.host];
  const app = publicUrl ?? new URL(`http://${appHosts[0]}`);
  return {
    host,
    port,
    dataDir: resolve(given(env, 'DATA_DIR') ?? 'data'),
    databaseUrl: readDatabaseUrl(env),
    publicUrl: app.origin,
    appHosts,
    contentOrigin: readContentOrigin(env, publicUrl, appHosts, port),
    secure: app.protocol === 'https:',
    trustProxy: readTrustProxy(env),
    maxPackageBytes: 1e6 * readMaxPackageMb(env),
    logLevel: read(
      env,
      'LOG_LEVEL',
      z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
      'one of fatal, error, warn, info, debug, silent',
    ),
    secret: read(env, 'SECRET', z.string().min(32).optional(), 'at least 32 characters long'),
  };
}

const readMaxPackageMb = (env: Env): number =>
  read(
    env,
    'MAX_PACKAGE_MB',
    z.coerce.number().int().min(1).max(100_000).default(2000),
    'a whole number from 1 to 100000',
  );

/** Without a public address the app answers to this computer's own names, whatever it listens on. */
function localHosts(host: string, port: number): string[] {
  const own = isIP(host) === 6 ? `[${host}]` : host;
  const everywhere = ['0.0.0.0', '[::]'].includes(own);
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  const all =
    everywhere || names.includes(own)
      ? [...new Set([everywhere ? '127.0.0.1' : own, ...names])]
      : [own, ...names];
  return all.map((name) => new URL(`http://${name}:${port}`).host);
}

function readDatabaseUrl(env: Env): string | undefined {
  const value = given(env, 'DATABASE_URL');
  if (value !== undefined && !/^postgres(ql)?:\/\/./.test(value)) {
    throw wrong(
      'DATABASE_URL',
      value.replace(/\/\/.*@/, '//...@'),
      'an address that starts with postgres:// (leave it out for SQLite)',
    );
  }
  return value;
}

function readPublicUrl(env: Env): URL | undefined {
  const value = given(env, 'PUBLIC_URL');
  if (value === undefined) return undefined;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || value.replace(/\/$/, '').toLowerCase() !== url.origin) {
    throw wrong(
      'PUBLIC_URL',
      value,
      'an address with nothing after the host, such as https://learn.example.com',
    );
  }
  return url;
}

const CONTENT_EXPECTED =
  'an address with {label} as the first part of the host, such as https://{label}.lessons.example.net';

/**
 * Packages are other people's code, so they get hosts of their own. A second port on the app's host will not do:
 * cookies are shared between ports.
 */
function readContentOrigin(
  env: Env,
  publicUrl: URL | undefined,
  appHosts: readonly string[],
  port: number,
): string {
  const value = given(env, 'CONTENT_ORIGIN')?.replace(/\/$/, '').toLowerCase();
  if (value === undefined) {
    if (publicUrl === undefined) return `http://{label}.content.localhost:${port}`;
    throw new SettingError(
      `PUBLIC_URL is ${JSON.stringify(publicUrl.origin)}, but CONTENT_ORIGIN is not set: it must be ${CONTENT_EXPECTED}.`,
    );
  }
  const isPattern = /^https?:\/\/\{label\}\.[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/.test(value);
  if (!isPattern || !URL.canParse(value.replace('{label}', 'a')))
    throw wrong('CONTENT_ORIGIN', value, CONTENT_EXPECTED);
  const clash = appHosts.find((host) => sharesCookies(value, host.replace(/:\d+$/, '')));
  if (clash !== undefined) {
    throw wrong('CONTENT_ORIGIN', value, `on hosts that are neither the app's own, ${clash}, nor below it`);
  }
  if (publicUrl?.protocol === 'https:' && !value.startsWith('https:')) {
    throw wrong('CONTENT_ORIGIN', value, 'https, because PUBLIC_URL is https');
  }
  return value;
}

/** A package could read or overwrite the app's cookies: the pattern covers the app's host, or lies below it. */
const sharesCookies = (pattern: string, appHost: string): boolean =>
  labelIn(pattern, appHost) !== undefined ||
  (appHost !== 'localhost' && contentSuffix(pattern).endsWith(`.${appHost}`));

function readTrustProxy(env: Env): number | string[] | false {
  const value = given(env, 'TRUST_PROXY');
  if (value === undefined) return false;
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const parts = value.split(',').map((part) => part.trim());
  const isAddress = (part: string) =>
    /^(loopback|linklocal|uniquelocal)$/.test(part) || isIP(part.replace(/\/\d{1,3}$/, '')) > 0;
  if (parts.every(isAddress)) return parts;
  throw wrong('TRUST_PROXY', value, 'the number of proxies in front, or their addresses with commas');
}
