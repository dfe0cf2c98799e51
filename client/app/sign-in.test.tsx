import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '#test/support/accessible.ts';
import { agent, buildProgress, buildToday, trainer } from '#test/support/app-data.ts';
import { renderApp } from '#test/support/render-app.tsx';

const home = { 'GET /api/today': () => buildToday(), 'GET /api/progress': () => buildProgress() };

async function fillIn(user: Awaited<ReturnType<typeof renderApp>>['user']) {
  await user.type(await screen.findByLabelText('Username'), 'ana.lind');
  await user.type(screen.getByLabelText('Password'), 'four words in a row');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
}

describe('signing in', () => {
  it('leads an agent to Today', async () => {
    const { user, calls } = await renderApp('/sign-in', null, { ...home, 'POST /api/session': () => agent });
    await screen.findByRole('heading', { name: 'Sign in' });
    await expectAccessible();
    await fillIn(user);
    expect(await screen.findByRole('heading', { name: 'Hello Ana Lind' })).toHaveProperty('tagName', 'H1');
    const sent = calls.find(({ endpoint }) => endpoint === 'POST /api/session');
    expect(sent?.body).toEqual({ username: 'ana.lind', password: 'four words in a row' });
  });

  it('leads a trainer to the learners', async () => {
    const { user, where } = await renderApp('/sign-in', null, {
      'POST /api/session': () => trainer,
      'GET /api/courses': () => ({ courses: [] }),
    });
    await fillIn(user);
    await screen.findByRole('heading', { name: 'Learners' });
    expect(where()).toBe('/reports/learners');
  });

  it('comes back to where one was', async () => {
    const { user, where } = await renderApp('/progress?x=1', null, {
      ...home,
      'POST /api/session': () => agent,
    });
    await fillIn(user);
    await screen.findByRole('heading', { name: 'Your progress' });
    expect(where()).toBe('/progress?x=1');
  });

  it('says one clear sentence when the password is wrong, and keeps what was typed', async () => {
    const { user } = await renderApp('/sign-in', null, {
      'POST /api/session': () => ({ refuse: 401, id: 'wrong-password' }),
    });
    await fillIn(user);
    expect((await screen.findByRole('alert')).textContent).toMatch(/do not belong together/);
    expect(screen.getByLabelText('Username')).toHaveProperty('value', 'ana.lind');
    await expectAccessible();
  });

  it('says when to try again after too many tries', async () => {
    const { user } = await renderApp('/sign-in', null, {
      'POST /api/session': () => ({ refuse: 429, id: 'too-many', retryAfterSeconds: 541 }),
    });
    await fillIn(user);
    expect((await screen.findByRole('alert')).textContent).toBe(
      'Too many tries. Please try again in 10 minutes.',
    );
  });

  it('sends nothing when a field is empty', async () => {
    const { user, calls } = await renderApp('/sign-in', null);
    await user.click(await screen.findByRole('button', { name: 'Sign in' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/Type your username/);
    expect(calls.map(({ endpoint }) => endpoint)).not.toContain('POST /api/session');
  });

  it('says that the server cannot be reached', async () => {
    const { user } = await renderApp('/sign-in', null, { 'POST /api/session': () => 'no network' });
    await fillIn(user);
    expect((await screen.findByRole('alert')).textContent).toMatch(/cannot be reached/);
  });
});

describe('signing out', () => {
  it('forgets where one was: the next person may be another', async () => {
    const { user, where } = await renderApp('/progress', agent, {
      ...home,
      'DELETE /api/session': () => undefined,
    });
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    await screen.findByRole('heading', { name: 'Sign in' });
    expect(where()).toBe('/sign-in');
    expect(screen.getByText('You are signed out.')).toBeTruthy();
  });
});
