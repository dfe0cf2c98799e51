import { expect, test } from 'vitest';
import { buildProgress, type PlayedCourse } from './build-progress.ts';
import type { EvidenceRow } from './progress.repo.ts';

const tips = [
  { id: 'needs' as const, number: 1, title: 'T', programme: 'P', explain: 'E', told: false },
] as unknown as Parameters<typeof buildProgress>[0];

const course = (registrationId: string, ids: string[], skill?: string): PlayedCourse => ({
  registrationId,
  title: registrationId,
  objectives: ids.map((id) => ({ id, tip: 'needs', behaviour: `Do ${id}`, lessonTitle: 'L', skill })),
  read: ({ response }) => ({ prompt: '', response }),
});
const row = (registrationId: string, objectiveId: string, atMs: number) =>
  ({
    id: `${atMs}`,
    registrationId,
    objectiveId,
    kind: 'success',
    because: null,
    response: '',
    attempt: 1,
    atMs,
  }) as EvidenceRow;

test('one skill in two courses is one behaviour: its best level, and the evidence of both, newest first', () => {
  const [tip] = buildProgress(
    tips,
    [course('one', ['a_x', 'b_x'], 'ask'), course('two', ['c_x'], 'ask')],
    [
      { registrationId: 'one', objectiveId: 'ask', level: 'practising' },
      { registrationId: 'two', objectiveId: 'ask', level: 'can-now' },
    ],
    [row('one', 'a_x', 1), row('two', 'c_x', 5), row('one', 'b_x', 3)],
  );
  expect(tip?.objectives).toHaveLength(1);
  expect(tip?.objectives[0]).toMatchObject({ id: 'ask', behaviour: 'Do a_x', level: 'can-now' });
  expect(tip?.objectives[0]?.evidence.map(({ atMs }) => atMs)).toEqual([5, 3, 1]);
  expect(tip?.level).toBe('can-now');
});

test('without a skill, objectives of two courses stay two, whatever their names', () => {
  const [tip] = buildProgress(tips, [course('one', ['a_x']), course('two', ['a_x'])], [], []);
  expect(tip?.objectives).toHaveLength(2);
});
