import { describe, expect, test } from 'vitest';
import { readConfig, SettingError } from './config.ts';
import { contentLabel } from './content-host.ts';

test('nothing set: this computer only, SQLite, packages on content.localhost', () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    databaseUrl: undefined,
    publicUrl: 'http://127.0.0.1:3000',
    contentOrigin: 'http://{label}.content.localhost:3000',
    secure: false,
    trustProxy: false,
    logLevel: 'info',
    maxPackageBytes: 2_000_000_000,
  });
  expect(config.appHosts).toEqual(['127.0.0.1:3000', 'localhost:3000', '[::1]:3000']);
  expect(config.dataDir).toMatch(/[/\\]data$/);
});

test('set for production: one app host, https, packages elsewhere', () => {
  const config = readConfig({
    PORT: '8080',
    HOST: '0.0.0.0',
    PUBLIC_URL: 'https://Learn.example.com/',
    CONTENT_ORIGIN: 'https://{label}.lessons.example.net/',
    TRUST_PROXY: '1',
  });
  expect(config).toMatchObject({
    publicUrl: 'https://learn.example.com',
    appHosts: ['learn.example.com'],
    contentOrigin: 'https://{label}.lessons.example.net',
    secure: true,
    trustProxy: 1,
  });
});

test.each([
  ['0.0.0.0', '127.0.0.1:80', ['127.0.0.1', 'localhost', '[::1]']],
  ['192.168.1.7', '192.168.1.7', ['192.168.1.7', '127.0.0.1', 'localhost', '[::1]']],
  ['::1', '[::1]', ['[::1]', '127.0.0.1', 'localhost']],
])('listening on %s the app answers to this computer’s names', (HOST, _first, hosts) => {
  expect(readConfig({ HOST, PORT: '80' }).appHosts).toEqual(hosts);
});

const PUBLIC = { PUBLIC_URL: 'https://learn.example.com' };
const CASES: [Record<string, string>, RegExp][] = [
  [{ PORT: 'http' }, /^PORT is "http", but must be a whole number from 0 to 65535\.$/],
  [{ PORT: '70000' }, /^PORT is "70000"/],
  [{ PORT: '30.5' }, /^PORT is "30.5"/],
  [{ MAX_PACKAGE_MB: '0' }, /^MAX_PACKAGE_MB is "0", but must be a whole number from 1 to 100000\.$/],
  [
    { DATABASE_URL: 'mysql://me:hidden@db/x' },
    /^DATABASE_URL is "mysql:\/\/\.\.\.@db\/x", but must be an address that starts with postgres/,
  ],
  [{ PUBLIC_URL: 'learn.example.com' }, /^PUBLIC_URL is "learn.example.com"/],
  [{ PUBLIC_URL: 'https://example.com/learn' }, /^PUBLIC_URL is .* nothing after the host/],
  [{ PUBLIC_URL: 'ftp://example.com' }, /^PUBLIC_URL is/],
  [PUBLIC, /^PUBLIC_URL is "https:\/\/learn.example.com", but CONTENT_ORIGIN is not set/],
  [
    { CONTENT_ORIGIN: 'http://127.0.0.1:3001' },
    /^CONTENT_ORIGIN is "http:\/\/127.0.0.1:3001", but must be an address with \{label\}/,
  ],
  [{ ...PUBLIC, CONTENT_ORIGIN: 'https://learn.example.com:8443' }, /^CONTENT_ORIGIN is/],
  [
    { ...PUBLIC, CONTENT_ORIGIN: 'https://{label}.example.com' },
    /neither the app's own, learn.example.com, nor below it\.$/,
  ],
  [{ ...PUBLIC, CONTENT_ORIGIN: 'https://{label}.learn.example.com' }, /neither the app's own/],
  [{ ...PUBLIC, CONTENT_ORIGIN: 'https://x.{label}.example.net' }, /^CONTENT_ORIGIN is/],
  [{ ...PUBLIC, CONTENT_ORIGIN: 'https://{label}.example.net/files' }, /^CONTENT_ORIGIN is/],
  [
    { ...PUBLIC, CONTENT_ORIGIN: 'http://{label}.example.net' },
    /must be https, because PUBLIC_URL is https\.$/,
  ],
  [{ TRUST_PROXY: 'true' }, /^TRUST_PROXY is "true", but must be the number of proxies/],
  [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL is "loud", but must be one of fatal/],
  [{ SECRET: 'short and hidden' }, /^SECRET is "\(hidden\)", but must be at least 32 characters long\.$/],
];
test.each(CASES)('%j stops the start with one sentence', (env, sentence) => {
  expect(() => readConfig(env)).toThrow(SettingError);
  expect(() => readConfig(env)).toThrow(sentence);
});

test('a proxy list is taken as given', () => {
  expect(readConfig({ TRUST_PROXY: 'loopback, 10.0.0.0/8,::1' }).trustProxy).toEqual([
    'loopback',
    '10.0.0.0/8',
    '::1',
  ]);
});

describe('content hosts', () => {
  const pattern = 'https://{label}.lessons.example.net';
  test.each([
    ['abc.lessons.example.net', 'abc'],
    ['ABC.Lessons.Example.Net', 'abc'],
    ['abc.lessons.example.net:443', undefined],
    ['abc.lessons.example.net:8443', undefined],
    ['lessons.example.net', undefined],
    ['.lessons.example.net', undefined],
    ['a.b.lessons.example.net', undefined],
    ['abc.lessons.example.net.evil.org', undefined],
    ['abcXlessons.example.net', undefined],
    ['-abc.lessons.example.net', undefined],
    ['', undefined],
  ])('%j has the label %j', (host, label) => {
    expect(contentLabel(pattern, host)).toBe(label);
  });
});
