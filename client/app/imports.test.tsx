import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible } from '#test/support/accessible.ts';
import { agent, buildImport, buildVersion, trainer } from '#test/support/app-data.ts';
import { holdUploads } from '#test/support/fake-upload.ts';
import { renderApp } from '#test/support/render-app.tsx';

const zip = (name = 'Calm & kind.zip', bytes = 1000) => new File(['x'.repeat(bytes)], name);
const draft = buildImport({ version: 0, publishedMs: null, draft: 1 });
const api = {
  'GET /api/imports': () => ({ maxBytes: 5000 }),
  'GET /api/courses': () => ({ courses: [draft] }),
  'GET /api/courses/:id/versions/:number': () => buildVersion(),
};
const chooser = () => document.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement;
const region = () => within(screen.getByRole('region', { name: 'Add a package' }));

/** What the browser tells about a drag; a folder is a file with an entry that says so. */
const dragged = (files: File[], folder = false) => ({
  dataTransfer: {
    types: ['Files'],
    files,
    items: files.map(() => ({ webkitGetAsEntry: () => ({ isDirectory: folder }) })),
    dropEffect: 'none',
  },
});

it('uploads a chosen zip, tells how far it is, and goes to what was found', async () => {
  const uploads = holdUploads();
  const { user, where } = await renderApp('/courses', trainer, api);
  await screen.findByRole('button', { name: 'Add a package' });
  await expectAccessible();
  await user.upload(chooser(), zip());
  const [sent] = uploads;
  expect(sent?.url.pathname).toBe('/api/imports');
  expect(Object.fromEntries(sent?.url.searchParams ?? [])).toEqual({ fileName: 'Calm & kind.zip' });
  expect(sent?.headers.get('content-type')).toBe('application/zip');
  const bar = screen.getByRole('progressbar', { name: 'Calm & kind.zip' });
  expect(bar.getAttribute('aria-valuenow')).toBe('0');
  expect(document.activeElement?.textContent).toBe('Uploading …');
  act(() => sent?.progress(450));
  expect(bar.getAttribute('aria-valuenow')).toBe('45');
  expect(bar.getAttribute('aria-valuetext')).toMatch(/^45% · 1 kB of 1 kB$/);
  await expectAccessible();

  act(() => sent?.arrive());
  expect(region().getByText('Looking inside …')).toBeTruthy();
  expect(bar.getAttribute('aria-valuenow')).toBeNull();
  await expectAccessible();

  act(() => sent?.answer(201, buildVersion()));
  expect(await screen.findByRole('heading', { level: 1, name: 'Calm on the phone' })).toBeTruthy();
  expect(where()).toBe('/courses/calm/versions/1');
});

it('takes a zip dropped anywhere on the page, and only one while it is on its way', async () => {
  const uploads = holdUploads();
  await renderApp('/courses', trainer, api);
  const page = (await screen.findByRole('heading', { name: 'Courses' })).ownerDocument.body;
  fireEvent.dragEnter(page, dragged([zip()]));
  fireEvent.dragEnter(screen.getByRole('heading', { name: 'Courses' }), dragged([zip()]));
  fireEvent.dragLeave(page, dragged([zip()]));
  expect(screen.getByText('Let go to add this package')).toBeTruthy();
  fireEvent.dragLeave(page, dragged([zip()]));
  expect(screen.queryByText('Let go to add this package')).toBeNull();
  const taken = !fireEvent.drop(page, dragged([zip('first.zip')]));
  expect(taken, 'the browser would have opened the file').toBe(true);
  await waitFor(() => expect(uploads.map(({ file }) => file.name)).toEqual(['first.zip']));
  fireEvent.drop(page, dragged([zip('second.zip')]));
  expect(uploads).toHaveLength(1);
  const text = { dataTransfer: { types: ['text/plain'], files: [], items: [], dropEffect: 'none' } };
  expect(fireEvent.drop(page, text), 'dragged text is left alone').toBe(true);
});

it('says at once what is no package, and sends nothing', async () => {
  const uploads = holdUploads();
  await renderApp('/courses', trainer, api);
  const page = (await screen.findByRole('heading', { name: 'Courses' })).ownerDocument.body;
  for (const [drop, says] of [
    [dragged([zip('story.pptx')]), /not a zip/],
    [dragged([zip('a.zip'), zip('b.zip')]), /more than one/],
    [dragged([zip('rise')], true), /is a folder/],
    [dragged([zip('empty.zip', 0)]), /is empty/],
    [dragged([zip('film.zip', 5001)]), /up to 5 kB/],
  ] as const) {
    fireEvent.drop(page, drop);
    expect((await screen.findByRole('alert')).textContent).toMatch(says);
  }
  await expectAccessible();
  expect(uploads).toEqual([]);
  fireEvent.drop(page, dragged([zip('right.PIF')]));
  await waitFor(() => expect(uploads).toHaveLength(1));
  expect(screen.queryByRole('alert')).toBeNull();
});

it('tells why the server refused it, and tries another file', async () => {
  const uploads = holdUploads();
  const { user } = await renderApp('/courses', trainer, api);
  await screen.findByRole('button', { name: 'Add a package' });
  await user.upload(chooser(), zip('holiday.zip'));
  act(() =>
    uploads[0]?.answer(422, {
      type: 'about:blank',
      title: 'Not a package',
      status: 422,
      id: 'no-manifest',
      detail: 'There is no imsmanifest.xml in it, so it is not a SCORM package.',
    }),
  );
  expect((await screen.findByRole('alert')).textContent).toMatch(/no imsmanifest.xml/);
  expect(region().getByRole('heading', { name: 'This package cannot be used' })).toBeTruthy();
  expect(region().getByText('holiday.zip')).toBeTruthy();
  await expectAccessible();
  await user.upload(chooser(), zip('calm.zip'));
  expect(uploads.map(({ file }) => file.name)).toEqual(['holiday.zip', 'calm.zip']);
  expect(screen.queryByRole('alert')).toBeNull();
});

it('offers to try again when the network went away, or the server broke', async () => {
  const uploads = holdUploads();
  const { user } = await renderApp('/courses', trainer, api);
  await screen.findByRole('button', { name: 'Add a package' });
  await user.upload(chooser(), zip());
  act(() => uploads[0]?.breakOff());
  expect(await region().findByText(/cannot be reached/)).toBeTruthy();
  await expectAccessible();
  await user.click(region().getByRole('button', { name: 'Try again' }));
  expect(uploads).toHaveLength(2);
  act(() => uploads[1]?.answer(502, '<html>Bad gateway</html>'));
  expect(await region().findByText(/went wrong on our side/)).toBeTruthy();
  await user.click(region().getByRole('button', { name: 'Try again' }));
  act(() => uploads[2]?.answer(413, '<html>Request Entity Too Large</html>'));
  expect(await region().findByText(/allow larger uploads/)).toBeTruthy();
  await user.click(region().getByRole('button', { name: 'Leave it' }));
  expect(region().getByRole('button', { name: 'Add a package' })).toBeTruthy();
});

it('stops when cancelled, and asks before the page is left', async () => {
  const uploads = holdUploads();
  const { user, where } = await renderApp('/courses', trainer, {
    ...api,
    'GET /api/progress': () => 'no network',
  });
  await screen.findByRole('button', { name: 'Add a package' });
  await user.upload(chooser(), zip('one.zip'));
  const leaves = () => fireEvent(window, new Event('beforeunload', { cancelable: true }));
  expect(leaves(), 'closing the tab is asked about').toBe(false);
  await user.click(region().getByRole('button', { name: 'Cancel' }));
  expect(uploads[0]?.isCancelled).toBe(true);
  expect(leaves()).toBe(true);

  await user.upload(chooser(), zip('two.zip'));
  await user.click(screen.getByRole('link', { name: 'Progress' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Stay here' }));
  expect(where()).toBe('/courses');
  expect(uploads[1]?.isCancelled).toBe(false);
  await user.click(screen.getByRole('link', { name: 'Progress' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(dialog.getByRole('button', { name: 'Stop and leave' }));
  await waitFor(() => expect(where()).toBe('/progress'));
  await waitFor(() => expect(uploads[1]?.isCancelled).toBe(true));
});

it('shows what was found in words; long lists are folded', async () => {
  const items = Array.from({ length: 45 }, (_, i) => ({
    id: `i${i}`,
    title: i === 3 ? '' : `Part ${i}`,
    kind: (['folder', 'sco', 'asset', 'elsewhere'] as const)[i % 4] ?? 'sco',
    depth: i % 3,
  }));
  const notices = Array.from({ length: 40 }, (_, i) => ({ rule: `rule-${i}`, message: `Notice ${i}.` }));
  const { user } = await renderApp('/courses/calm/versions/1', trainer, {
    ...api,
    'GET /api/courses/:id/versions/:number': () =>
      buildVersion({ standard: 'SCORM 2004', schemaVersion: '2004 3rd Edition', items, notices }),
  });
  expect(await screen.findByText('Articulate Rise')).toBeTruthy();
  expect(screen.getByText('SCORM 2004, 3rd edition')).toBeTruthy();
  expect(screen.getByText('12.4 MB, 345 files inside')).toBeTruthy();
  const known = within(screen.getByRole('region', { name: 'Worth knowing' }));
  expect(known.getByText('36 more, which matter less').closest('details')).toHaveProperty('open', false);
  expect(known.getByText('Notice 3.').closest('details')).toBeNull();
  const inside = within(screen.getByRole('region', { name: 'What is inside: 33 parts' }));
  expect(inside.getAllByRole('listitem')).toHaveLength(12);
  expect(inside.getByText('Without a title')).toBeTruthy();
  expect(inside.getAllByText('outside link')).toHaveLength(3);
  await user.click(inside.getByRole('button', { name: 'Show all 45 lines' }));
  expect(inside.getAllByRole('listitem')).toHaveLength(45);
  await expectAccessible();
});

it('publishes a draft under the words learners will read', async () => {
  const { user, calls, where } = await renderApp('/courses/calm/versions/3', trainer, {
    'GET /api/courses': () => ({
      courses: [buildImport({ title: 'Calm', description: 'Breathe.', version: 2, draft: 3 })],
    }),
    'GET /api/courses/:id/versions/:number': () =>
      buildVersion({ number: 3, title: 'calm_v3_FINAL', replaces: { number: 2, learners: 4 } }),
    'POST /api/courses/:id/versions/:number/publish': () => buildVersion({ number: 3, state: 'published' }),
  });
  const form = within(await screen.findByRole('form', { name: 'Publish it as the new version' }));
  expect(form.getByText(/4 learners have begun that one and finish on it/)).toBeTruthy();
  const title = form.getByRole('textbox', { name: 'Title' });
  expect(title).toHaveProperty('value', 'Calm');
  await user.clear(title);
  await user.click(form.getByRole('button', { name: 'Publish' }));
  expect(form.getByText('Type a title.')).toBeTruthy();
  await expectAccessible();
  await user.type(title, ' Calm again ');
  await user.click(form.getByRole('button', { name: 'Publish' }));
  expect(await screen.findByText(/Published. Learners find it/)).toBeTruthy();
  await waitFor(() => expect(where()).toBe('/courses/calm'));
  expect(calls.find(({ endpoint }) => endpoint.endsWith('/publish'))?.body).toEqual({
    title: 'Calm again',
    description: 'Breathe.',
  });
});

it('brings a version back that was replaced, and has nothing to publish of the one that is played', async () => {
  const older = (replaces: ReturnType<typeof buildVersion>['replaces']) =>
    buildVersion({ state: 'published', publishedMs: 1, replaces });
  const { user, calls, where } = await renderApp('/courses/calm/versions/1', trainer, {
    'GET /api/courses': () => ({ courses: [buildImport({ title: 'Calm', version: 2 })] }),
    'GET /api/courses/:id/versions/:number': () => older({ number: 2, learners: 0 }),
    'POST /api/courses/:id/versions/:number/publish': () => older(null),
  });
  const form = within(await screen.findByRole('form', { name: 'Bring this version back' }));
  expect(form.getByText('It replaces version 2, which nobody has begun.')).toBeTruthy();
  await user.click(form.getByRole('button', { name: 'Publish' }));
  await waitFor(() => expect(where()).toBe('/courses/calm'));
  const sent = calls.find(({ endpoint }) => endpoint.endsWith('/publish'))?.body;
  expect(sent).toEqual({ title: 'Calm', description: '' });
  document.body.innerHTML = '';
  await renderApp('/courses/calm/versions/1', trainer, {
    ...api,
    'GET /api/courses/:id/versions/:number': () => older(null),
  });
  expect(await screen.findByText('Articulate Rise')).toBeTruthy();
  expect(screen.queryByRole('form')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Remove this draft' })).toBeNull();
});

it('says why it could not be published, and keeps what was typed', async () => {
  const { user } = await renderApp('/courses/calm/versions/1', trainer, {
    ...api,
    'POST /api/courses/:id/versions/:number/publish': () => ({
      refuse: 409,
      id: 'conflict',
      detail: 'Version 1 is published already.',
    }),
  });
  await user.type(await screen.findByRole('textbox', { name: /Description/ }), 'For the night shift.');
  await user.click(screen.getByRole('button', { name: 'Publish' }));
  expect(await screen.findByText('Version 1 is published already.')).toBeTruthy();
  expect(screen.getByRole('textbox', { name: /Description/ })).toHaveProperty(
    'value',
    'For the night shift.',
  );
});

it('removes a draft after asking', async () => {
  const { user, calls, where } = await renderApp('/courses/calm/versions/1', trainer, {
    ...api,
    'DELETE /api/courses/:id/versions/:number': () => undefined,
  });
  await user.click(await screen.findByRole('button', { name: 'Remove this draft' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Remove this draft?' }));
  await expectAccessible();
  await user.click(dialog.getByRole('button', { name: 'Remove this draft' }));
  await waitFor(() => expect(where()).toBe('/courses'));
  expect(calls.some(({ endpoint }) => endpoint === 'DELETE /api/courses/:id/versions/:number')).toBe(true);
});

it('plays a trial in its frame and says that nothing is counted', async () => {
  const ORIGIN = 'http://a.content.test';
  const { user, calls, where } = await renderApp('/courses/calm/versions/1', trainer, {
    ...api,
    'POST /api/courses/:id/versions/:number/try': () => ({
      id: 'launch-1',
      url: 'about:blank',
      contentOrigin: ORIGIN,
      title: 'Calm on the phone',
      expiresMs: Date.UTC(2030, 1, 1),
      mode: 'normal' as const,
      window: 'frame' as const,
    }),
  });
  await user.click(await screen.findByRole('link', { name: 'Try it' }));
  const frame = (await screen.findByTitle('Lesson: Calm on the phone')) as HTMLIFrameElement;
  expect(screen.getByRole('heading', { name: 'You are trying it. Nothing is counted.' })).toBeTruthy();
  const message = new MessageEvent('message', {
    data: { askwell: 'finished' },
    origin: ORIGIN,
    source: frame.contentWindow,
  });
  act(() => void fireEvent(window, message));
  expect(await screen.findByRole('heading', { name: 'That was it' })).toBeTruthy();
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: 'Open it again' }));
  await screen.findByTitle('Lesson: Calm on the phone');
  expect(calls.filter(({ endpoint }) => endpoint.endsWith('/try'))).toHaveLength(2);
  await user.click(screen.getByRole('link', { name: 'End the trial' }));
  expect(where()).toBe('/courses/calm/versions/1');
});

it('explains why a trial does not open', async () => {
  await renderApp('/courses/calm/versions/1/try', trainer, {
    ...api,
    'POST /api/courses/:id/versions/:number/try': () => 'no network',
  });
  expect((await screen.findByRole('alert')).textContent).toMatch(/cannot be reached/);
  await expectAccessible();
});

it('keeps every page of it from agents, and knows no version 0', async () => {
  for (const address of ['/courses/calm', '/courses/calm/versions/1', '/courses/calm/versions/1/try']) {
    await renderApp(address, agent);
    expect(await screen.findByRole('heading', { name: 'This page is for trainers' })).toBeTruthy();
    document.body.innerHTML = '';
  }
  await renderApp('/courses/calm/versions/0', trainer);
  expect(await screen.findByRole('heading', { name: 'There is no such page' })).toBeTruthy();
});
