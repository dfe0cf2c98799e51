import { describe, expect, it } from 'vitest';
import { checkCmi, type Edition, LIMITS } from './check-cmi.ts';

const deep = (levels: number): object => (levels === 0 ? {} : { objectives: { 0: deep(levels - 1) } });
const own = (json: string): unknown => JSON.parse(json);

describe('what a run-time holds', () => {
  it.each<[Edition, unknown]>([
    ['1.2', {}],
    ['1.2', { core: { lesson_status: 'bogus', score: { raw: '', min: '', max: '100' } }, objectives: {} }],
    ['1.2', { interactions: { 0: { id: 'a', objectives: {}, correct_responses: { 0: { pattern: 'x' } } } } }],
    ['1.2', { objectives: { 99999: { status: '', score: {} } }, student_data: { mastery_score: '80' } }],
    ['2004-4', { score: { scaled: '7' }, objectives: { 0: { score: { scaled: 'no' }, description: '\0' } } }],
    ['2004-4', { interactions: { 0: { learner_response: '\ud800', objectives: { 0: { id: '' } } } } }],
    ['2004-4', { comments_from_learner: { 0: { comment: 'c', location: '', timestamp: '' } } }],
  ])('is taken as it was set (%s %j)', (edition, cmi) => {
    expect(checkCmi(edition, cmi)).toEqual({ cmi });
  });
});

describe('what no data model has', () => {
  it.each<[string, Edition, unknown, string]>([
    ['a root', '1.2', { completion_status: 'completed' }, 'cmi.completion_status'],
    ['an element', '1.2', { core: { reset: '1' } }, 'cmi.core.reset'],
    ['an element of the other edition', '2004-4', { core: { lesson_status: 'passed' } }, 'cmi.core'],
    ['a scaled score in 1.2', '1.2', { core: { score: { scaled: '1' } } }, 'cmi.core.score.scaled'],
    ['the name of a prototype', '1.2', own('{"core":{"__proto__":{"x":"1"}}}'), 'cmi.core.__proto__'],
    ['a name that objects have', '2004-4', own('{"constructor":"x"}'), 'cmi.constructor'],
    ['a negative index', '1.2', { objectives: { '-1': { id: 'a' } } }, 'cmi.objectives.-1'],
    ['an index with a zero in front', '1.2', { objectives: { '01': { id: 'a' } } }, 'cmi.objectives.01'],
    ['a huge index', '2004-4', { interactions: { 100000: { id: 'a' } } }, 'cmi.interactions.100000'],
    ['the letter of the lists', '2004-4', { interactions: { n: { id: 'a' } } }, 'cmi.interactions.n'],
    ['an empty name', '1.2', { core: { '': 'x' } }, 'cmi.core.'],
    ['lists within lists', '1.2', deep(500), 'cmi.objectives.0.objectives'],
    ['a branch in place of text', '1.2', { suspend_data: { a: 'b' } }, 'cmi.suspend_data'],
    ['text in place of a branch', '1.2', { core: 'passed' }, 'cmi.core'],
    ['a number', '2004-4', { score: { scaled: 1 } }, 'cmi.score.scaled'],
    ['nothing', '2004-4', { location: null }, 'cmi.location'],
    ['a long text', '2004-4', { location: 'x'.repeat(LIMITS.text + 1) }, 'cmi.location'],
    ['no object at all', '1.2', 'cmi', 'cmi'],
  ])('is refused with its place: %s', (_, edition, cmi, path) => {
    expect(checkCmi(edition, cmi)).toMatchObject({ problem: { path, message: expect.any(String) } });
  });

  it('is told in a bounded sentence that says what is expected', () => {
    const answer = checkCmi('1.2', { ['x'.repeat(10_000)]: '' });
    expect(answer).toMatchObject({ problem: { message: expect.stringContaining('core') } });
    expect(JSON.stringify(answer).length).toBeLessThan(400);
    expect(checkCmi('1.2', { objectives: { a: {} } })).toMatchObject({
      problem: { message: 'SCORM 1.2 has no such element; expected an index such as 0' },
    });
  });
});
