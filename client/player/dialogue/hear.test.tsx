import { act, cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { App } from '#client/player/app.tsx';
import { galleryLesson } from '#client/player/gallery/lesson.ts';
import { STATES } from '#client/player/gallery/states.ts';
import { NO_CONNECTION } from '#client/player/self-test/connection.ts';
import { openSession, type Session } from '#client/player/session.ts';
import { memoryTracker } from '#client/player/trackers/memory.ts';
import { createTranslate } from '#client/player/translate.ts';
import { expectAccessible } from '#test/support/accessible.ts';
import { thoughtAt } from './thoughts.ts';
import { findVoice, hush } from './voice.ts';

const spoken: { text: string; lang: string; pitch: number }[] = [];
let voices: { lang: string; localService: boolean; name: string }[] = [];
const cancel = vi.fn();

beforeEach(() => {
  spoken.length = 0;
  document.title = 'The third call';
  document.documentElement.lang = 'en';
  voices = [{ lang: 'en-GB', localService: true, name: 'Ann' }];
  // jsdom has neither of them.
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
  vi.stubGlobal('scrollTo', vi.fn());
  Element.prototype.scrollIntoView = vi.fn();
  vi.stubGlobal('speechSynthesis', {
    getVoices: () => voices,
    speak: (said: (typeof spoken)[number]) => spoken.push(said),
    cancel,
    addEventListener: (_: string, loaded: () => void) => loaded(),
  });
  vi.stubGlobal(
    'SpeechSynthesisUtterance',
    class {
      text: string;
      constructor(text: string) {
        this.text = text;
      }
    },
  );
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

let session: Session;

async function show(state: string): Promise<ReturnType<typeof userEvent.setup>> {
  const data = galleryLesson('en');
  const tracker = memoryTracker();
  const clock = { now: () => 0, seed: () => 7, later: () => () => undefined };
  session = openSession(data, tracker, await tracker.start(), clock);
  for (const event of STATES[state] ?? []) session.send(event);
  const t = createTranslate(data.messages, 'en');
  render(<App player={{ data, session, t, lost: false, connection: NO_CONNECTION }} />);
  return userEvent.setup();
}

test('the talk is heard again from the seat of the customer, line by line', async () => {
  const user = await show('debrief, own words');
  await user.click(screen.getByRole('button', { name: /^Hear it as/ }));
  const dialog = screen.getByRole('dialog', { name: /^Hear it as/ });
  expect(dialog.contains(document.activeElement)).toBe(true);
  expect(dialog.textContent).toContain('Then you must have pulled the wrong cable');
  expect(dialog.textContent).toContain('So it is my own fault?');
  expect(dialog.textContent).toContain('Cooler towards you');
  await expectAccessible();
  await user.click(within(dialog).getByRole('button', { name: 'Next line' }));
  expect(dialog.textContent).toContain('They ask what it did to me.');
  expect(dialog.textContent).toContain('Warmer towards you');
  await user.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}{ArrowRight}');
  expect(dialog.textContent).toContain('3 of 3');
  await user.click(within(dialog).getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('who was sure and missed what mattered hears of that first', async () => {
  await show('debrief, sure but missed');
  const told = document.querySelector('main')?.textContent ?? '';
  expect(told).toContain('You were sure, and something that mattered was still unsaid.');
  expect(told.indexOf('What you never found out')).toBeLessThan(told.indexOf('What you found out'));
  expect(told).toContain('would have told you');
  await expectAccessible();
});

test('who found it reads of that first, and of the two clocks in one sentence', async () => {
  await show('debrief, heard');
  const told = document.querySelector('main')?.textContent ?? '';
  expect(told).toContain('You were not certain, but you did find out what mattered.');
  expect(told.indexOf('What you found out')).toBeLessThan(told.indexOf('What you never found out'));
  expect(told).toContain('at the start it was 6');
});

test('how sure one is leads into the debrief with one press', async () => {
  const user = await show('how sure');
  await user.click(screen.getByRole('button', { name: 'Guessing' }));
  expect(screen.getByRole('heading', { name: 'Friday held' })).toBe(document.activeElement);
});

test('the customer is heard only when the learner wants it, and never over the end of the page', async () => {
  const user = await show('talk');
  expect(spoken).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Speak aloud' }));
  expect(spoken.map(({ text }) => text)).toEqual([
    'It has stopped again, and this is the fourth time that I explain it.',
  ]);
  act(() => session.send({ type: 'say', choice: 'lights' }));
  expect(spoken.at(-1)).toMatchObject({ text: 'That is what nobody asked me in four calls.', lang: 'en-GB' });
  cancel.mockClear();
  cleanup();
  expect(cancel).toHaveBeenCalled();
});

test('a device without a voice for the language says so and stays silent', async () => {
  voices = [{ lang: 'fr-FR', localService: true, name: 'Claire' }];
  const user = await show('talk');
  await user.click(screen.getByRole('button', { name: 'Speak aloud' }));
  expect(screen.getByText(/This device has no voice for this language/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Speak aloud' }).getAttribute('aria-pressed')).toBe('false');
  expect(spoken).toEqual([]);
});

test('a browser without speech has no button for it', async () => {
  vi.stubGlobal('speechSynthesis', undefined);
  Reflect.deleteProperty(window, 'speechSynthesis');
  await show('talk');
  expect(screen.queryByRole('button', { name: 'Speak aloud' })).toBeNull();
  hush();
});

test('the voice fits the language best and needs no network', async () => {
  voices = [
    { lang: 'en_US', localService: false, name: 'far' },
    { lang: 'en-US', localService: true, name: 'near' },
    { lang: 'de-DE', localService: true, name: 'Anna' },
  ];
  expect((await findVoice('en-US'))?.name).toBe('near');
  expect((await findVoice('en-GB'))?.name).toBe('near');
  expect(await findVoice('ar')).toBeUndefined();
});

test('a thought never judges words whose meaning the learner gave', () => {
  const read = { form: 'open', flags: [], moves: [], specific: false, labelled: false } as const;
  const own = { ...read, flags: [], moves: [] };
  expect(thoughtAt({ ...own, flags: ['judgemental'], focus: 'impact' })).toBe('thought.judgemental');
  expect(thoughtAt({ ...own, flags: ['judgemental'], focus: 'impact', labelled: true })).toBe(
    'thought.impact',
  );
  expect(thoughtAt({ ...own, moves: ['validate'], specific: true })).toBe('thought.heard');
  expect(thoughtAt(own)).toBe('thought.unclear');
});
