import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Edition } from './protocol.ts';
import { isElement } from './vocabulary.ts';

const KNOWN: [Edition, string][] = [
  ['1.2', 'cmi.core.lesson_status'],
  ['1.2', 'cmi.core.score.raw'],
  ['1.2', 'cmi.core._children'],
  ['1.2', 'cmi.objectives._count'],
  ['1.2', 'cmi.objectives.0.score.raw'],
  ['1.2', 'cmi.interactions.12.correct_responses.3.pattern'],
  ['2004-4', 'cmi._version'],
  ['2004-4', 'cmi.score.scaled'],
  ['2004-4', 'cmi.interactions.0.objectives.1.id'],
  ['2004-4', 'cmi.comments_from_learner.0.comment'],
  ['2004-4', 'adl.nav.request'],
  ['2004-4', 'adl.data.0.store'],
];

const REFUSED = [
  '',
  'cmi',
  'cmi.core',
  'cmi.core.reset',
  'cmi.objectives',
  'cmi.objectives.n.id',
  'cmi.objectives.00.id',
  'cmi.objectives.-1.id',
  'cmi.objectives.123456.id',
  'cmi.objectives.0',
  'cmi.core.toString',
  'cmi.core.constructor',
  'cmi.core.__proto__',
  'cmi.__proto__.polluted',
  '__proto__.polluted',
  'constructor.prototype.polluted',
  'cmi.core._student_id',
  'cmi.student_data._mastery_score',
  'cmi.learner._learner_id',
  'settings.lmsCommitUrl',
  'settings.xhrHeaders.Authorization',
  'currentState',
  'storeData',
  'cmi.CORE.lesson_status',
  'cmi.core.lesson_status ',
  'cmi..core',
  '.cmi.core.lesson_status',
  'cmi.core.lesson_status.length',
  'adl.nav.request_valid.choice.{target=constructor}',
];

describe('the vocabulary', () => {
  it.each(KNOWN)('of %s has %s', (edition, name) => {
    expect(isElement(edition, name)).toBe(true);
  });

  it.each(REFUSED)('has nothing called "%s"', (name) => {
    expect(isElement('1.2', name)).toBe(false);
    expect(isElement('2004-4', name)).toBe(false);
  });

  it('keeps the editions apart', () => {
    expect(isElement('2004-4', 'cmi.core.lesson_status')).toBe(false);
    expect(isElement('1.2', 'cmi.completion_status')).toBe(false);
  });

  it('knows no name with a part that JavaScript gives a meaning to, wherever it stands', () => {
    const part = fc.constantFrom('cmi', 'core', 'score', 'objectives', '0', 'id', '_children');
    const odd = fc.constantFrom(
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'valueOf',
      'hasOwnProperty',
      '_cmi',
    );
    fc.assert(
      fc.property(fc.array(part), odd, fc.array(part), (before, middle, after) => {
        const name = [...before, middle, ...after].join('.');
        expect([isElement('1.2', name), isElement('2004-4', name)]).toEqual([false, false]);
      }),
    );
  });
});

describe('questions about activities (SN 5.6.6)', () => {
  const activities = new Set(['intro', 'unit-1.2_a', 'constructor', '1st']);
  const asked = (id: string, way = 'choice') => `adl.nav.request_valid.${way}.{target=${id}}`;

  it('are about those of the package, in SCORM 2004 alone', () => {
    for (const way of ['choice', 'jump']) {
      expect(isElement('2004-4', asked('intro', way), activities)).toBe(true);
      expect(isElement('2004-4', asked('unit-1.2_a', way), activities)).toBe(true);
      expect(isElement('1.2', asked('intro', way), activities)).toBe(false);
    }
    expect(isElement('2004-4', asked('other'), activities)).toBe(false);
    expect(isElement('2004-4', asked('intro'))).toBe(false);
    expect(isElement('2004-4', asked('intro', 'continue'), activities)).toBe(false);
  });

  it.each([
    'adl.nav.request_valid.choice.{target=intro}.x',
    'adl.nav.request_valid.choice.{target=intro',
    'adl.nav.request_valid.choice.{target=}',
    'adl.nav.request_valid.choice.{target=intro}}',
    'adl.nav.request_valid.choice.{target= intro}',
    'adl.nav.request_valid.choice.{target=__proto__}',
    'adl.nav.request_valid.choice',
    'adl.nav.request_valid.jump',
    'x.adl.nav.request_valid.choice.{target=intro}',
  ])('have one form: "%s" is none', (name) => {
    expect(isElement('2004-4', name, activities)).toBe(false);
  });
});
