import { screen, waitFor, within } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { expectAccessible } from '#test/support/accessible.ts';
import { admin, buildUser, trainer } from '#test/support/app-data.ts';
import { renderApp } from '#test/support/render-app.tsx';

const ana = buildUser();
const waiting = buildUser({ id: 'ben', name: 'Ben Adler', username: 'ben', ready: false, lastSeenMs: null });
const closed = buildUser({ id: 'cid', name: 'Cid Moe', username: 'cid', active: false });
const people = { 'GET /api/users': () => ({ users: [admin.user, trainer.user, ana, waiting, closed] }) };
const withLink = (user = ana) => ({
  user,
  link: { url: 'http://app.test/welcome#secret-token', expiresMs: Date.UTC(2026, 4, 12) },
});

it('adds a person: suggests the username, shows the link once with how to hand it over', async () => {
  const { user, calls } = await renderApp('/people', admin, {
    ...people,
    'POST /api/users': () => withLink(),
  });
  await user.click(await screen.findByRole('button', { name: 'Add a person' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Add a person' }));
  await user.click(dialog.getByRole('button', { name: /Add and make/ }));
  expect(dialog.getByText('Type a name.')).toBeTruthy();
  await user.type(dialog.getByLabelText('Name'), 'Ana María O’Neil');
  expect(dialog.getByLabelText('Username')).toHaveProperty('value', 'ana.maria.oneil');
  await user.selectOptions(dialog.getByLabelText('Role'), 'Trainer');
  await expectAccessible();
  await user.click(dialog.getByRole('button', { name: /Add and make/ }));

  const shown = within(await screen.findByRole('dialog', { name: 'The link for Ana Lind' }));
  expect(shown.getByLabelText('One-time link')).toHaveProperty(
    'value',
    'http://app.test/welcome#secret-token',
  );
  expect(shown.getByText(/only now.*send it to Ana Lind/)).toBeTruthy();
  await expectAccessible();
  await user.click(shown.getByRole('button', { name: 'Copy' }));
  expect(await shown.findByText('Copied')).toBeTruthy();
  expect(await navigator.clipboard.readText()).toBe('http://app.test/welcome#secret-token');
  await user.click(shown.getByRole('button', { name: 'Done' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(calls.find(({ endpoint }) => endpoint === 'POST /api/users')?.body).toEqual({
    name: 'Ana María O’Neil',
    username: 'ana.maria.oneil',
    role: 'trainer',
  });
});

it('says beside the field that a username is taken, until it is changed', async () => {
  const { user } = await renderApp('/people', admin, {
    ...people,
    'POST /api/users': () => ({ refuse: 409, id: 'username-taken' }),
  });
  await user.click(await screen.findByRole('button', { name: 'Add a person' }));
  await user.type(screen.getByLabelText('Name'), 'Ana Lind');
  await user.click(screen.getByRole('button', { name: /Add and make/ }));
  expect(await screen.findByText(/Somebody has this username/)).toBeTruthy();
  expect(screen.getByLabelText('Username').getAttribute('aria-invalid')).toBe('true');
  await user.type(screen.getByLabelText('Username'), '2');
  expect(screen.queryByText(/Somebody has this username/)).toBeNull();
});

it('shows who can sign in, and lets an administrator act on everybody but themselves', async () => {
  const { user, calls } = await renderApp('/people', admin, {
    ...people,
    'POST /api/users/:id/link': () => withLink(waiting),
    'PATCH /api/users/:id': () => ana,
  });
  const row = (name: RegExp) => screen.getByRole('row', { name });
  await screen.findByRole('row', { name: /Ben Adler/ });
  expect(row(/Ben Adler/).textContent).toMatch(/Has not used the link yet.*Never/);
  expect(row(/Cid Moe/).textContent).toMatch(/Closed/);
  expect(within(row(/Eve Moss/)).queryByRole('button')).toBeNull();
  await expectAccessible();

  await user.click(screen.getByRole('button', { name: 'Actions for Ben Adler' }));
  await user.click(screen.getByRole('menuitem', { name: 'New link' }));
  await user.click(screen.getByRole('button', { name: 'Make the link' }));
  await user.click(await screen.findByRole('button', { name: 'Done' }));

  await user.click(screen.getByRole('button', { name: 'Actions for Ana Lind' }));
  await user.click(screen.getByRole('menuitem', { name: 'Close the account' }));
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Close the account' }));
  expect(await screen.findByText('The account of Ana Lind is closed.')).toBeTruthy();
  const change = calls.find(({ endpoint }) => endpoint === 'PATCH /api/users/:id');
  expect([change?.url.pathname, change?.body]).toEqual(['/api/users/ana', { active: false }]);
});

it('keeps the dialog open and says why when something is refused', async () => {
  const { user } = await renderApp('/people', admin, {
    ...people,
    'PATCH /api/users/:id': () => ({
      refuse: 409,
      id: 'last-admin',
      detail: 'Make another person administrator first.',
    }),
  });
  await user.click(await screen.findByRole('button', { name: 'Actions for Ana Lind' }));
  await user.click(screen.getByRole('menuitem', { name: 'Change role' }));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect((await screen.findByRole('alert')).textContent).toMatch('Make another person administrator first.');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('lets a trainer add agents and make their links, nothing more', async () => {
  const { user, calls } = await renderApp('/people', trainer, {
    ...people,
    'POST /api/users': () => withLink(),
  });
  await screen.findByRole('row', { name: /Ana Lind/ });
  expect(screen.queryByRole('button', { name: 'Actions for Eve Moss' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Actions for Ana Lind' }));
  expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual(['New link']);
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'Add a person' }));
  expect(screen.queryByLabelText('Role')).toBeNull();
  await user.type(screen.getByLabelText('Name'), 'Dee Fox');
  await user.click(screen.getByRole('button', { name: /Add and make/ }));
  await screen.findByRole('dialog', { name: /The link for/ });
  expect(calls.find(({ endpoint }) => endpoint === 'POST /api/users')?.body).toEqual({
    name: 'Dee Fox',
    username: 'dee.fox',
    role: 'agent',
  });
});

it('erases what somebody did only when their username is typed, and says what is lost', async () => {
  const { user, calls } = await renderApp('/people', admin, {
    ...people,
    'DELETE /api/learners/:id/data': () => ({ courses: 2, attempts: 3, account: true }),
  });
  await user.click(await screen.findByRole('button', { name: 'Actions for Ana Lind' }));
  await user.click(screen.getByRole('menuitem', { name: 'Erase learning data …' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Erase what Ana Lind did?' }));
  expect(dialog.getAllByRole('listitem').map(({ textContent }) => textContent)).toContain(
    'the logs of what content called',
  );
  expect(dialog.getByText(/Backups made before still hold everything/)).toBeTruthy();
  await user.type(dialog.getByLabelText(/confirm: ana.lind/), 'ben');
  await user.click(dialog.getByRole('button', { name: 'Erase for good' }));
  expect(dialog.getByText('That is not ana.lind.')).toBeTruthy();
  await expectAccessible();
  expect(calls.some(({ endpoint }) => endpoint.startsWith('DELETE'))).toBe(false);
  await user.clear(dialog.getByLabelText(/confirm/));
  await user.type(dialog.getByLabelText(/confirm/), 'Ana.Lind ');
  await user.click(dialog.getByLabelText('Close and erase the account, too'));
  await user.click(dialog.getByRole('button', { name: 'Erase for good' }));
  expect(await screen.findByText('Ana Lind and everything they did were erased.')).toBeTruthy();
  expect(screen.queryByRole('dialog')).toBeNull();
  const sent = calls.find(({ endpoint }) => endpoint.startsWith('DELETE'));
  expect([sent?.url.pathname, sent?.body]).toEqual([
    '/api/learners/ana/data',
    { username: 'ana.lind', account: true },
  ]);
});

it('downloads what is held about somebody, and says why when it cannot', async () => {
  let answer: Response | 'no network' = 'no network';
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:data');
  const saved = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  const { user, calls } = await renderApp('/people', admin, {
    ...people,
    'GET /api/learners/:id/data': () => answer,
  });
  const press = async () => {
    await user.click(await screen.findByRole('button', { name: 'Actions for Cid Moe' }));
    await user.click(screen.getByRole('menuitem', { name: 'Download their data' }));
  };
  await press();
  expect(await screen.findByText(/cannot be reached/)).toBeTruthy();
  answer = Response.json({});
  await press();
  await waitFor(() => expect(saved).toHaveBeenCalledOnce());
  expect(calls.at(-1)?.url.pathname).toBe('/api/learners/cid/data');
  vi.restoreAllMocks();
});
