import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible } from '#test/support/accessible.ts';
import { agent, buildProgress, buildToday } from '#test/support/app-data.ts';
import { renderApp } from '#test/support/render-app.tsx';

const ORIGIN = 'http://a.content.test';
const launch = () => ({
  id: 'launch-1',
  url: 'about:blank',
  contentOrigin: ORIGIN,
  title: 'The clock',
  expiresMs: Date.UTC(2026, 4, 12),
  mode: 'normal' as const,
  window: 'frame' as const,
});
const home = { 'GET /api/today': () => buildToday(), 'GET /api/progress': () => buildProgress() };

const frame = async () => (await screen.findByTitle('Lesson: The clock')) as HTMLIFrameElement;

/** A message as the browser would deliver it; by default from the lesson's own frame. */
async function hint(askwell: unknown, from: { origin?: string; source?: Window | null } = {}) {
  const source = from.source === undefined ? (await frame()).contentWindow : from.source;
  const data = { askwell };
  act(() => {
    fireEvent(window, new MessageEvent('message', { data, origin: from.origin ?? ORIGIN, source }));
  });
}

const launches = (calls: { endpoint: string; body: unknown }[]) =>
  calls.filter(({ endpoint }) => endpoint === 'POST /api/launches').map(({ body }) => body);

it('opens the lesson in a sandboxed frame and leaves when it is finished', async () => {
  const { where, calls } = await renderApp('/play/ask/clock', agent, {
    ...home,
    'POST /api/launches': launch,
  });
  const lesson = await frame();
  expect(lesson.getAttribute('sandbox')?.split(' ').sort()).toEqual([
    'allow-downloads',
    'allow-forms',
    'allow-modals',
    'allow-popups',
    'allow-popups-to-escape-sandbox',
    'allow-same-origin',
    'allow-scripts',
  ]);
  expect(lesson.getAttribute('allow')).toBe('autoplay; fullscreen; clipboard-write');
  expect(screen.getByRole('heading', { name: 'The clock' })).toBeTruthy();
  await hint('saved');
  expect(where()).toBe('/play/ask/clock');
  await hint('finished');
  expect(await screen.findByRole('heading', { name: 'Hello Ana Lind' })).toBeTruthy();
  expect(screen.getByText(/Saved. Well done/)).toBeTruthy();
  expect(launches(calls)).toEqual([{ courseId: 'ask', lessonId: 'clock', fresh: false }]);
});

it('hears nobody but the lesson’s own frame at its own origin', async () => {
  const { where } = await renderApp('/play/ask/clock', agent, { ...home, 'POST /api/launches': launch });
  await frame();
  await hint('finished', { origin: 'http://b.content.test' });
  await hint('finished', { source: window });
  await hint('finished', { source: null });
  await hint('something else');
  await hint({ askwell: 'finished' });
  expect(where()).toBe('/play/ask/clock');
  expect(screen.queryByRole('alert')).toBeNull();
});

it('asks for a new attempt once: loading the page again carries on', async () => {
  const { where, calls } = await renderApp('/play/ask/clock?fresh=1', agent, {
    ...home,
    'POST /api/launches': launch,
  });
  await frame();
  expect(where()).toBe('/play/ask/clock');
  expect(launches(calls)).toEqual([{ courseId: 'ask', lessonId: 'clock', fresh: true }]);
});

it('says that another window has the lesson, and carries on here without a new attempt', async () => {
  const { user, calls } = await renderApp('/play/ask/clock?fresh=1', agent, {
    ...home,
    'POST /api/launches': launch,
  });
  await frame();
  await hint('superseded');
  expect(screen.getByRole('heading', { name: 'This lesson is open somewhere else' })).toBeTruthy();
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: 'Carry on here' }));
  await frame();
  expect(launches(calls)).toEqual([
    { courseId: 'ask', lessonId: 'clock', fresh: true },
    { courseId: 'ask', lessonId: 'clock', fresh: false },
  ]);
});

it('renews a lesson that slept, and gives up only when that is refused', async () => {
  const handlers: Parameters<typeof renderApp>[2] = {
    ...home,
    'POST /api/launches': launch,
    'POST /api/launches/:id/renew': () => ({ expiresMs: 1 }),
  };
  const { calls } = await renderApp('/play/ask/clock', agent, handlers);
  await frame();
  await hint('unsaved');
  await hint('expired');
  const renewals = () => calls.filter(({ endpoint }) => endpoint === 'POST /api/launches/:id/renew').length;
  await waitFor(() => expect(renewals()).toBe(1));
  expect(await frame()).toBeTruthy();
  handlers['POST /api/launches/:id/renew'] = () => 'no network';
  await hint('expired');
  await waitFor(() => expect(renewals()).toBe(2));
  expect(await frame()).toBeTruthy();
  handlers['POST /api/launches/:id/renew'] = () => ({ refuse: 404, id: 'unknown-launch' });
  await hint('expired');
  expect(await screen.findByRole('button', { name: 'Open it again' })).toBeTruthy();
});

it('explains why a lesson does not open', async () => {
  await renderApp('/play/ask/nothing', agent, {
    'POST /api/launches': () => ({
      refuse: 404,
      id: 'not-found',
      detail: 'The course "ask" has no lesson "nothing".',
    }),
  });
  expect(await screen.findByText(/no lesson "nothing"/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Back to Today' })).toBeTruthy();
  await expectAccessible();
});
