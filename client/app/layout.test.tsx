import { act, screen, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { expectAccessible } from '#test/support/accessible.ts';
import { admin, agent, buildProgress, buildToday, trainer } from '#test/support/app-data.ts';
import { takeComplaints } from '#test/support/complaints.ts';
import { renderApp } from '#test/support/render-app.tsx';

const home = { 'GET /api/today': () => buildToday(), 'GET /api/progress': () => buildProgress() };
const menu = () =>
  within(screen.getByRole('navigation', { name: 'Main' }))
    .getAllByRole('link')
    .map(({ textContent }) => textContent);

it.each([
  ['agent', agent, ['Today', 'Progress']],
  ['trainer', trainer, ['Today', 'Progress', 'Learners', 'People', 'Courses']],
  ['administrator', admin, ['Today', 'Progress', 'Learners', 'People', 'Courses']],
] as const)('shows an %s the pages they may open', async (_, session, pages) => {
  await renderApp('/', session, home);
  await screen.findByText('Your next lesson');
  expect(menu()).toEqual(pages);
});

it('moves the focus to the new page’s heading, but leaves the skip link first on the first load', async () => {
  const { user } = await renderApp('/', agent, home);
  await screen.findByText('Your next lesson');
  await user.tab();
  expect(document.activeElement?.textContent).toBe('Skip to the content');
  await user.click(screen.getByRole('link', { name: 'Progress' }));
  const heading = await screen.findByRole('heading', { name: 'Your progress' });
  expect(document.activeElement).toBe(heading);
  expect(document.title).toBe('Your progress · Askwell');
});

it('asks to sign in again when the session ends, and remembers the page', async () => {
  const handlers: Parameters<typeof renderApp>[2] = { ...home };
  const { user, where } = await renderApp('/', agent, handlers);
  await screen.findByText('Your next lesson');
  handlers['GET /api/progress'] = () => ({ refuse: 401, id: 'unauthenticated' });
  await user.click(screen.getByRole('link', { name: 'Progress' }));
  await screen.findByRole('heading', { name: 'Sign in' });
  expect(where()).toBe('/sign-in?from=%2Fprogress');
});

it('says when there is no network, and when it is back', async () => {
  await renderApp('/', agent, home);
  await screen.findByText('Your next lesson');
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  act(() => void window.dispatchEvent(new Event('offline')));
  expect(screen.getByText(/You are offline/)).toBeTruthy();
  await expectAccessible();
  online.mockReturnValue(true);
  act(() => void window.dispatchEvent(new Event('online')));
  expect(screen.queryByText(/You are offline/)).toBeNull();
});

it('keeps what was loaded when a refresh fails', async () => {
  const handlers: Parameters<typeof renderApp>[2] = { ...home };
  await renderApp('/', agent, handlers);
  await screen.findByText('Your next lesson');
  handlers['GET /api/today'] = () => 'no network';
  act(() => void window.dispatchEvent(new Event('visibilitychange')));
  expect(await screen.findByText(/could not be refreshed/)).toBeTruthy();
  expect(screen.getByText('Your next lesson')).toBeTruthy();
});

it('says that a page does not exist', async () => {
  await renderApp('/nowhere', agent);
  expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeTruthy();
  await expectAccessible();
});

it('says that the server cannot be reached before anybody is known', async () => {
  await renderApp('/', null, { 'GET /api/session': () => 'no network' });
  expect((await screen.findByRole('alert')).textContent).toMatch(/cannot be reached/);
});

it('survives a page that breaks', async () => {
  const broken = { ...buildToday(), lessons: null } as unknown as ReturnType<typeof buildToday>;
  await renderApp('/', agent, { ...home, 'GET /api/today': () => broken });
  expect(await screen.findByRole('heading', { name: 'Something broke on this page' })).toBeTruthy();
  expect(menu()).toEqual(['Today', 'Progress']);
  expect(takeComplaints()).not.toEqual([]);
});
