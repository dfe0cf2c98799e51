import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible } from '#test/support/accessible.ts';
import { agent, buildProgress, buildToday } from '#test/support/app-data.ts';
import { renderApp } from '#test/support/render-app.tsx';

const TOKEN = 'abcdefghijklmnopqrstuvwxyz';
const info = () => ({ name: 'Ana Lind', username: 'ana.lind', role: 'agent' as const, expiresMs: 1 });

it('greets, takes the token out of the address, and starts with a password that is long enough', async () => {
  const { user, calls, where } = await renderApp(`/welcome#${TOKEN}`, null, {
    'POST /api/links/inspect': info,
    'POST /api/links/redeem': () => agent,
    'GET /api/today': () => buildToday(),
    'GET /api/progress': () => buildProgress(),
  });
  expect(await screen.findByRole('heading', { name: 'Hello Ana Lind' })).toBeTruthy();
  expect(where()).toBe('/welcome');
  await expectAccessible();

  await user.type(screen.getByLabelText('Choose a password'), 'short');
  await user.click(screen.getByRole('button', { name: 'Save and start' }));
  expect(screen.getByText(/5 more characters/)).toBeTruthy();
  expect(calls.some(({ endpoint }) => endpoint === 'POST /api/links/redeem')).toBe(false);
  await expectAccessible();

  await user.click(screen.getByRole('button', { name: 'Show' }));
  expect(screen.getByLabelText('Choose a password')).toHaveProperty('type', 'text');
  await user.type(screen.getByLabelText('Choose a password'), ' and long');
  await user.click(screen.getByRole('button', { name: 'Save and start' }));
  await screen.findByText('Your next lesson');
  expect(where()).toBe('/');
  const redeemed = calls.find(({ endpoint }) => endpoint === 'POST /api/links/redeem');
  expect(redeemed?.body).toEqual({ token: TOKEN, password: 'short and long' });
});

it.each([
  ['link-used', 410, /used already/],
  ['link-expired', 410, /too old/],
  ['link-unknown', 404, /not known/],
])('explains a link that is dead: %s', async (id, refuse, words) => {
  await renderApp(`/welcome#${TOKEN}`, null, { 'POST /api/links/inspect': () => ({ refuse, id }) });
  expect(await screen.findByRole('heading', { name: 'This link does not work any more' })).toBeTruthy();
  expect(screen.getByText(words)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Go to sign in' })).toBeTruthy();
  await expectAccessible();
});

it('explains a link that died while the password was being chosen', async () => {
  const { user } = await renderApp(`/welcome#${TOKEN}`, null, {
    'POST /api/links/inspect': info,
    'POST /api/links/redeem': () => ({ refuse: 410, id: 'link-used' }),
  });
  await user.type(await screen.findByLabelText('Choose a password'), 'four words in a row');
  await user.click(screen.getByRole('button', { name: 'Save and start' }));
  expect(await screen.findByRole('heading', { name: 'This link does not work any more' })).toBeTruthy();
});

it('offers to try again when the network is lost, and does not call the link dead', async () => {
  const handlers: Parameters<typeof renderApp>[2] = { 'POST /api/links/inspect': () => 'no network' };
  const { user } = await renderApp(`/welcome#${TOKEN}`, null, handlers);
  const again = await screen.findByRole('button', { name: 'Try again' });
  handlers['POST /api/links/inspect'] = info;
  await user.click(again);
  expect(await screen.findByRole('heading', { name: 'Hello Ana Lind' })).toBeTruthy();
});

it('asks to open the link again when the address has no token', async () => {
  await renderApp('/welcome', null);
  expect(await screen.findByRole('heading', { name: 'Open your link again' })).toBeTruthy();
  await expectAccessible();
});
