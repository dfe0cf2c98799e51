import { screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { expectAccessible } from '#test/support/accessible.ts';
import { agent, buildLesson, buildProgress, buildToday } from '#test/support/app-data.ts';
import { renderApp } from '#test/support/render-app.tsx';

const progress = { 'GET /api/progress': () => buildProgress() };

it.each([
  ['next', 'Your next lesson', 'Start: The clock', '/play/ask/clock'],
  ['resume', 'Carry on where you stopped', 'Carry on: The clock', '/play/ask/clock'],
  ['due-again', /A week has passed/, 'Try it again: The clock', '/play/ask/clock?fresh=1'],
] as const)('opens the next lesson with one tap: %s', async (reason, words, name, href) => {
  const lesson = buildLesson({ status: 'passed', dueAgain: reason === 'due-again' });
  const today = buildToday({ next: lesson, reason, lessons: [lesson] });
  await renderApp('/', agent, { ...progress, 'GET /api/today': () => today });
  const next = await screen.findByRole('region', { name: 'The clock' });
  expect(within(next).getByText(words)).toBeTruthy();
  expect(within(next).getByText(/4 minutes/)).toBeTruthy();
  expect(within(next).getAllByRole('link')).toHaveLength(1);
  expect(within(next).getByRole('link', { name }).getAttribute('href')).toBe(href);
  await expectAccessible();
});

it('lists the lessons with their status, and takes a finished one again as a new attempt', async () => {
  const lessons = [
    buildLesson({ status: 'passed', lastAttempt: 'finished', scaledScore: 0.92 }),
    buildLesson({
      lessonId: 'echo',
      title: 'Echo, then ask',
      status: 'in-progress',
      lastAttempt: 'under-way',
    }),
  ];
  const today = buildToday({ next: null, reason: 'nothing', lessons });
  await renderApp('/', agent, { ...progress, 'GET /api/today': () => today });
  const items = within(await screen.findByRole('region', { name: 'All lessons' })).getAllByRole('listitem');
  expect(items[0]?.textContent).toMatch(/Passed.*92/);
  expect(screen.getByRole('link', { name: 'Practise again: The clock' }).getAttribute('href')).toBe(
    '/play/ask/clock?fresh=1',
  );
  expect(screen.getByRole('link', { name: 'Look back: The clock' }).getAttribute('href')).toBe(
    '/play/ask/clock',
  );
  expect(items[1]?.textContent).toMatch(/Started/);
  expect(screen.getByRole('heading', { name: 'All done for now' })).toBeTruthy();
  await expectAccessible();
});

it('shows the plans and the four tips', async () => {
  const plans = [
    {
      text: 'If they say “again”, I ask what it stopped.',
      lessonTitle: 'The clock',
      atMs: Date.UTC(2026, 4, 12, 12),
    },
  ];
  await renderApp('/', agent, { ...progress, 'GET /api/today': () => buildToday({ plans }) });
  expect(await screen.findByText(/If they say “again”/)).toBeTruthy();
  const tips = within(await screen.findByRole('region', { name: 'Your four tips' }));
  expect(await tips.findAllByRole('listitem')).toHaveLength(4);
  expect(tips.getByRole('link', { name: /what stands behind/ }).getAttribute('href')).toBe('/progress');
});

it('says that there is nothing yet', async () => {
  const today = buildToday({ next: null, reason: 'nothing', lessons: [] });
  await renderApp('/', agent, { ...progress, 'GET /api/today': () => today });
  expect(await screen.findByRole('heading', { name: 'No lessons yet' })).toBeTruthy();
});

it('says what went wrong and tries again on demand', async () => {
  const handlers: Parameters<typeof renderApp>[2] = {
    ...progress,
    'GET /api/today': () => ({ refuse: 500, id: 'internal', detail: 'stack' }),
  };
  const { user } = await renderApp('/', agent, handlers);
  expect((await screen.findByRole('alert')).textContent).toMatch(/on our side/);
  await expectAccessible();
  handlers['GET /api/today'] = () => buildToday();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('Your next lesson')).toBeTruthy();
});

it('shows a sentence of the server for a problem the catalogue does not know', async () => {
  const refusal = { refuse: 418, id: 'teapot', detail: 'The kettle is on.' };
  await renderApp('/', agent, { ...progress, 'GET /api/today': () => refusal });
  expect((await screen.findByRole('alert')).textContent).toMatch('The kettle is on.');
});

const fire = { courseId: 'fire', courseTitle: 'Fire safety', title: 'Fire safety', lessonId: 'package' };
const imported = (more: Parameters<typeof buildLesson>[0]) =>
  buildLesson({ ...fire, description: '', minutes: 0, imported: true, ...more });
const actions = (item: HTMLElement) =>
  within(item)
    .getAllByRole('link')
    .map((link) => [link.textContent, link.getAttribute('href')]);

it('offers a package that came in as its setting says, without minutes and without its name twice', async () => {
  const lessons = [
    imported({ status: 'completed', lastAttempt: 'finished', attemptsLeft: 1 }),
    imported({ status: 'passed', lastAttempt: 'finished', attemptsLeft: 0, reopen: 'review' }),
    imported({ status: 'in-progress', lastAttempt: 'failed' }),
    imported({ status: 'passed', lastAttempt: 'under-way', attemptsLeft: 0 }),
    imported({ attemptsLeft: 3 }),
  ].map((lesson, at) => ({ ...lesson, courseId: `fire-${at}` }));
  const today = buildToday({ next: lessons[4]!, reason: 'next', lessons });
  await renderApp('/', agent, { ...progress, 'GET /api/today': () => today });
  const next = await screen.findByRole('region', { name: 'Fire safety' });
  expect(next.textContent).toBe('Your next lessonFire safetyStart');
  const items = within(screen.getByRole('region', { name: 'All lessons' })).getAllByRole('listitem');
  expect(items.map((item) => item.textContent)).toEqual([
    'Fire safetyFinished1 more attemptOpen againTake it again',
    'Fire safetyPassedNo attempts leftLook back',
    'Fire safetyNot passed yetOpen againTake it again',
    'Fire safetyPassedYour last attemptAnother attempt is under wayCarry on',
    'Fire safetyNot started3 attemptsStart',
  ]);
  expect(actions(items[0]!)).toEqual([
    ['Open again', '/play/fire-0/package'],
    ['Take it again', '/play/fire-0/package?fresh=1'],
  ]);
  await expectAccessible();
});

it('offers one short drill a day, and one more to those who like', async () => {
  const lesson = buildLesson({ lessonId: 'parcel', title: 'The parcel on the stairs' });
  const drill = { lesson, doneToday: false, done: 3, total: 44 };
  const today = buildToday({ drill });
  await renderApp('/', agent, { ...progress, 'GET /api/today': () => today });
  const part = within(await screen.findByRole('region', { name: 'Your 90 seconds today' }));
  expect(part.getByText('3 of 44 done so far')).toBeTruthy();
  expect(part.getByRole('link', { name: 'Start: The parcel on the stairs' }).getAttribute('href')).toBe(
    '/play/ask/parcel',
  );
  await expectAccessible();
});

it('says that the drill of today is done, and takes one from long ago again as a new attempt', async () => {
  const lesson = buildLesson({ lessonId: 'parcel', title: 'The parcel', lastAttempt: 'finished' });
  const today = buildToday({ drill: { lesson, doneToday: true, done: 44, total: 44 } });
  await renderApp('/', agent, { ...progress, 'GET /api/today': () => today });
  const part = within(await screen.findByRole('region', { name: /done/ }));
  expect(part.getByRole('link', { name: 'One more: The parcel' }).getAttribute('href')).toBe(
    '/play/ask/parcel?fresh=1',
  );
});

it('asks for courses in the language chosen, and remembers it on this device', async () => {
  const { user, calls } = await renderApp('/', agent, {
    ...progress,
    'GET /api/today': (_, url) =>
      buildToday({ languages: ['en', 'fr'], language: url.searchParams.get('language')?.slice(0, 2) ?? '' }),
  });
  const select = await screen.findByRole('combobox', { name: 'Language of the courses' });
  await user.selectOptions(select, 'Français');
  const asked = () => calls.filter(({ endpoint }) => endpoint === 'GET /api/today').at(-1)?.url.search;
  await vi.waitFor(() => expect(asked()).toBe('?language=fr'));
  expect(localStorage.getItem('askwell.course-language')).toBe('fr');
  localStorage.clear();
});
