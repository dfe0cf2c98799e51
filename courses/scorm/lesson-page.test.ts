import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LessonData } from '#courses/format/lesson-data.ts';
import { SAFE_SETTINGS } from '#courses/scorm/run-settings.ts';
import { lessonPage } from './lesson-page.ts';

const data = (change: { title?: string; language?: string; text?: string } = {}): LessonData => ({
  course: { id: 'c', title: 'C', language: change.language ?? 'en', ownWords: 'private' },
  lesson: {
    id: 'l',
    title: change.title ?? 'A lesson',
    description: 'd',
    minutes: 3,
    objectives: [{ id: 'o', tip: 'needs', behaviour: 'Ask', weight: 1 }],
    pass: { score: 0.8 },
    steps: [{ id: 's', kind: 'card', required: true, text: change.text ?? 'Text' }],
  },
  texts: {},
  messages: { 'page.no-script': 'Please switch on JavaScript & come back.' },
  tips: {},
  edition: '1.2',
  settings: SAFE_SETTINGS,
});

/** What a browser would hand to the player: the text of the script element, up to the first thing that could end it. */
function inlineData(page: string): unknown {
  const [, after = ''] = page.split('<script type="application/json" id="lesson">');
  return JSON.parse(after.slice(0, after.search(/<\/script/i)));
}

describe('lessonPage', () => {
  it('links the player relative to the page and holds the lesson', () => {
    const page = lessonPage(data(), '../player/');
    expect(page).toMatch(/^<!doctype html>\n<html lang="en" dir="ltr">/);
    expect(page).toContain('<link rel="stylesheet" href="../player/player.css">');
    expect(page).toContain('<script defer src="../player/player.js"></script>');
    expect(page).toContain('<noscript>Please switch on JavaScript &amp; come back.</noscript>');
    expect(inlineData(page)).toEqual(data());
  });

  it.each([
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
    ['fa', 'rtl'],
    ['fr-CA', 'ltr'],
    ['de', 'ltr'],
  ])('writes %s from the right side (%s)', (language, direction) => {
    expect(lessonPage(data({ language }), '')).toContain(`<html lang="${language}" dir="${direction}">`);
  });

  it('lets no text out of its place, whatever it says', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '</script><script>alert(1)</script>',
        '<!-- <script>',
        ']]>',
        '</title><img src=x onerror=alert(1)>',
        '\u2028',
      ),
    );
    const frame = lessonPage(data(), '').match(/<\/?[a-z!][^>]*>/gi)?.length;
    fc.assert(
      fc.property(nasty, nasty, (title, text) => {
        const hostile = data({ title, text });
        const page = lessonPage(hostile, '');
        expect(inlineData(page)).toEqual(hostile);
        expect(page.match(/<\/?[a-z!][^>]*>/gi)).toHaveLength(frame ?? 0);
      }),
    );
  });
});
