import { Readable, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { coachReadCommand } from './coach-read.ts';

async function read(...lines: string[]): Promise<{ code: number; out: Record<string, unknown>[] }> {
  const chunks: string[] = [];
  const output = new Writable({
    write: (chunk, _, done) => {
      chunks.push(String(chunk));
      done();
    },
  });
  const code = await coachReadCommand(Readable.from(lines.map((line) => `${line}\n`)), output);
  const out = chunks.join('').trim().split('\n');
  return { code, out: out.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test('one line in, one line out, in order and with the same six names', async () => {
  const { code, out } = await read(
    '{"text":"What has this stopped you doing?"}',
    '{"text":""}',
    '{"text":"Have you tried restarting it?","label":"left alone"}',
  );
  expect(code).toBe(0);
  expect(out.map((line) => Object.keys(line))).toEqual(
    out.map(() => ['form', 'focus', 'flags', 'moves', 'fired', 'sure']),
  );
  expect(out.map(({ focus }) => focus)).toEqual(['impact', null, 'solution']);
});

test('a dialogue knows its facts, and a French course its language', async () => {
  const { out } = await read(
    '{"text":"Are your students all right?","course":"ask-what-it-did","dialogue":"cutting-out"}',
    '{"text":"Qu’est-ce que ça vous empêche de faire ?","course":"ask-what-it-did-fr"}',
  );
  expect(out.map(({ focus }) => focus)).toEqual(['impact', 'impact']);
});

test('a line that cannot be read is told in its place, and the rest is read', async () => {
  const { code, out } = await read(
    'nonsense',
    '{"text":5}',
    '{"text":"Why?","course":"no-such-course"}',
    '{"text":"Why?","course":"ask-what-it-did","dialogue":"nowhere"}',
    '{"text":"What does that mean for you?"}',
  );
  expect(code).toBe(1);
  expect(out.slice(0, 4).every(({ error }) => typeof error === 'string' && error.length > 10)).toBe(true);
  expect(out[4]).toMatchObject({ focus: 'impact' });
});
