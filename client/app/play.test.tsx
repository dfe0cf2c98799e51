import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
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
  expect(lesson.getAttribute('allow')).toBe('autoplay; fullscreen; clipboard-write; unload');
  expect(screen.getByRole('heading', { name: 'The clock' })).toBeTruthy();
  await hint('saved');
  expect(where()).toBe('/play/ask/clock');
  await hint('finished');
  expect(await screen.findByRole('heading', { name: 'Hello Ana Lind' })).toBeTruthy();
  expect(screen.getByText(/Saved. Well done/)).toBeTruthy();
  expect(launches(calls)).toEqual([{ courseId: 'ask', lessonId: 'clock', fresh: false, review: false }]);
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
  expect(launches(calls)).toEqual([{ courseId: 'ask', lessonId: 'clock', fresh: true, review: false }]);
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
    { courseId: 'ask', lessonId: 'clock', fresh: true, review: false },
    { courseId: 'ask', lessonId: 'clock', fresh: false, review: false },
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

const refused = (id: string) => () => ({ refuse: 409, id, detail: 'From the server.' });

it('looks back without anything being counted, and says so', async () => {
  const { where, calls } = await renderApp('/play/ask/clock?review=1', agent, {
    ...home,
    'POST /api/launches': () => ({ ...launch(), mode: 'review' as const }),
  });
  await frame();
  expect(screen.getByText('You are looking back. Nothing is counted.')).toBeTruthy();
  expect(where()).toBe('/play/ask/clock?review=1');
  expect(launches(calls)).toEqual([{ courseId: 'ask', lessonId: 'clock', fresh: false, review: true }]);
  await hint('finished');
  expect(await screen.findByText('Closed. Nothing was counted.')).toBeTruthy();
});

it('says that no attempts are left, and opens the last one instead', async () => {
  const handlers: Parameters<typeof renderApp>[2] = {
    ...home,
    'POST /api/launches': refused('no-attempts-left'),
  };
  const { user, calls } = await renderApp('/play/ask/clock?fresh=1', agent, handlers);
  expect(await screen.findByRole('heading', { name: 'No attempts left' })).toBeTruthy();
  await expectAccessible();
  handlers['POST /api/launches'] = launch;
  await user.click(screen.getByRole('button', { name: 'Open the last one' }));
  await frame();
  expect(launches(calls).at(-1)).toMatchObject({ fresh: false, review: false });
});

it('has nothing to try again when there is nothing to look back on', async () => {
  await renderApp('/play/ask/clock?review=1', agent, { 'POST /api/launches': refused('nothing-to-review') });
  expect(await screen.findByRole('heading', { name: 'Nothing to look back on yet' })).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByRole('link', { name: 'Back to Today' })).toBeTruthy();
});

/** A window as `window.open` would give it. */
function pretendWindow() {
  const opened = {
    closed: false,
    focus: vi.fn(),
    close() {
      opened.closed = true;
    },
  };
  return opened;
}

const inItsOwnWindow = { ...home, 'POST /api/launches': () => ({ ...launch(), window: 'popup' as const }) };

it('opens a lesson in its own window, hears it alone, and closes it when it is finished', async () => {
  const opened = pretendWindow();
  // jsdom opens no windows; a message's source has to be one of its own
  const source = document.createElement('iframe');
  document.body.append(source);
  const lesson = Object.assign(source.contentWindow as Window, opened);
  Object.defineProperty(lesson, 'closed', { get: () => opened.closed, configurable: true });
  const open = vi.spyOn(window, 'open').mockReturnValue(lesson);
  const { user } = await renderApp('/play/ask/clock', agent, inItsOwnWindow);
  expect(open).not.toHaveBeenCalled();
  await user.click(await screen.findByRole('button', { name: 'Open the lesson in its own window' }));
  expect(open).toHaveBeenCalledWith('about:blank', '_blank', expect.stringContaining('popup'));
  await hint('finished', { source: window });
  await hint('saved', { source: lesson });
  expect(screen.getByText('What you have done so far is saved.')).toBeTruthy();
  await hint('unsaved', { source: lesson });
  expect(screen.getByText(/Not saved yet/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Show the window' }));
  expect(opened.focus).toHaveBeenCalled();
  await hint('finished', { source: lesson });
  expect(opened.closed).toBe(true);
  expect(await screen.findByText(/Saved. Well done/)).toBeTruthy();
  source.remove();
});

it('says when the window was not opened, and when it was closed', async () => {
  const open = vi.spyOn(window, 'open').mockReturnValue(null);
  const { user } = await renderApp('/play/ask/clock', agent, inItsOwnWindow);
  const button = await screen.findByRole('button', { name: 'Open the lesson in its own window' });
  await user.click(button);
  expect(screen.getByRole('heading', { name: 'The browser did not open the window' })).toBeTruthy();
  const opened = pretendWindow();
  open.mockReturnValue(opened as unknown as Window);
  await user.click(button);
  expect(screen.getByRole('heading', { name: 'The lesson is open in its own window' })).toBeTruthy();
  await expectAccessible();
  opened.close();
  expect(await screen.findByRole('heading', { name: /window is closed/ })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Open it again' }));
  expect(open).toHaveBeenCalledTimes(3);
});
