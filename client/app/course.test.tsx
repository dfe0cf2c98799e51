import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible } from '#test/support/accessible.ts';
import type { Handlers } from '#test/support/app-api.ts';
import {
  buildCourse,
  buildImport,
  buildProgress,
  buildSettings,
  buildVersionLine,
  trainer,
} from '#test/support/app-data.ts';
import { holdUploads } from '#test/support/fake-upload.ts';
import { renderApp } from '#test/support/render-app.tsx';

const whole = { objectiveId: '', seenIn: 'package' as const, tip: null };
const api = (overrides: Handlers = {}): Handlers => ({
  'GET /api/courses': () => ({ courses: [buildImport({ draft: 2 })] }),
  'GET /api/progress': () => buildProgress(),
  'GET /api/courses/:id/versions': () => ({
    learners: 3,
    versions: [
      buildVersionLine({ number: 2, state: 'draft', isCurrent: false, publishedMs: null }),
      buildVersionLine({ learners: 3 }),
    ],
  }),
  'GET /api/courses/:id/settings': () => buildSettings(),
  'GET /api/courses/:id/mapping': () => ({ targets: [whole], judgedAnswers: 0, mapsItself: false }),
  ...overrides,
});
const section = async (name: string) => within(await screen.findByRole('region', { name }));

it('lists a package with where it comes from and what waits, and nothing to export', async () => {
  await renderApp('/courses', trainer, {
    'GET /api/courses': () => ({
      courses: [
        buildImport({ id: 'a/b', title: 'New', version: 0, publishedMs: null, draft: 1, tool: null }),
        buildImport({ draft: 2 }),
      ],
    }),
  });
  expect(await screen.findByText('Package from Articulate Rise')).toBeTruthy();
  expect(screen.getByText('Package')).toBeTruthy();
  expect(screen.getByText('Not published yet')).toBeTruthy();
  const drafts = screen.getAllByRole('link', { name: /^Open the draft/ });
  expect(drafts.map((link) => link.getAttribute('href'))).toEqual([
    '/courses/a%2Fb/versions/1',
    '/courses/calm/versions/2',
  ]);
  expect(screen.getAllByRole('link', { name: /^Versions and settings/ })).toHaveLength(1);
  expect(screen.queryByRole('link', { name: /SCORM 1.2|Choose your LMS/ })).toBeNull();
  await expectAccessible();
});

it('shows the versions of a package, takes the next one and hands out the original', async () => {
  const uploads = holdUploads();
  const { user } = await renderApp('/courses/calm', trainer, api());
  const versions = await section('Versions');
  const [draft, current] = await versions.findAllByRole('listitem');
  expect(draft?.textContent).toMatch(/^Version 2draft, not published/);
  expect(current?.textContent).toMatch(/^Version 1learners play this one.*begun by 3 learners/);
  expect(versions.getByRole('link', { name: 'Download the original zip' }).getAttribute('href')).toBe(
    '/api/courses/calm/package',
  );
  await section('Settings');
  await expectAccessible();
  const input = document.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement;
  await user.upload(input, new File(['zip'], 'calm-2.zip'));
  expect(Object.fromEntries(uploads[0]?.url.searchParams ?? [])).toEqual({
    fileName: 'calm-2.zip',
    replaces: 'calm',
  });
});

it('saves how attempts count, only when asked and only what is possible', async () => {
  const { user, calls } = await renderApp(
    '/courses/calm',
    trainer,
    api({ 'PUT /api/courses/:id/settings': (sent) => sent }),
  );
  const settings = await section('Settings');
  const save = await settings.findByRole('button', { name: 'Save the settings' });
  expect(save).toHaveProperty('disabled', true);
  await user.click(settings.getByRole('radio', { name: 'The last' }));
  await user.click(settings.getByRole('radio', { name: 'A limited number of times' }));
  await user.click(settings.getByRole('checkbox', { name: 'This counts' }));
  const attempts = settings.getByRole('textbox', { name: 'Attempts for each learner' });
  await user.clear(attempts);
  await user.type(attempts, '101');
  expect(settings.getByText('A whole number from 1 to 100.')).toBeTruthy();
  await user.click(save);
  const saved = () => calls.filter(({ endpoint }) => endpoint.startsWith('PUT')).map(({ body }) => body);
  expect(saved()).toEqual([]);
  await expectAccessible();
  await user.clear(attempts);
  await user.type(attempts, '2');
  await user.click(save);
  expect(await screen.findByText('The settings are saved.')).toBeTruthy();
  expect(saved()).toEqual([buildSettings({ grading: 'last', maxAttempts: 2, credit: false })]);
  expect(save).toHaveProperty('disabled', true);
});

it('keeps what was chosen when the settings could not be saved', async () => {
  const { user } = await renderApp(
    '/courses/calm',
    trainer,
    api({ 'PUT /api/courses/:id/settings': () => 'no network' }),
  );
  const settings = await section('Settings');
  await user.click(await settings.findByRole('radio', { name: 'In a window of its own' }));
  await user.click(settings.getByRole('button', { name: 'Save the settings' }));
  expect((await settings.findByRole('alert')).textContent).toMatch(/cannot be reached/);
  expect(settings.getByRole('radio', { name: 'In a window of its own' })).toHaveProperty('checked', true);
  expect(settings.getByText('Not saved yet')).toBeTruthy();
});

it('lets goals of a package, or the whole, count towards a tip', async () => {
  const { user, calls } = await renderApp(
    '/courses/calm',
    trainer,
    api({
      'GET /api/courses/:id/mapping': () => ({
        targets: [
          whole,
          { objectiveId: 'listen', seenIn: 'manifest', tip: 'practice' },
          { objectiveId: 'urn:x:1', seenIn: 'reports', tip: null },
        ],
        judgedAnswers: 12,
        mapsItself: false,
      }),
      'PUT /api/courses/:id/mapping': () => ({ targets: [], judgedAnswers: 12, mapsItself: false }),
    }),
  );
  const counts = await section('Counts towards');
  const listen = await counts.findByRole('combobox', { name: 'listen' });
  expect(listen).toHaveProperty('value', 'practice');
  expect(
    within(listen)
      .getAllByRole('option')
      .map((option) => option.textContent),
  ).toEqual([
    'Nothing',
    'Tip 1: Find the real need',
    'Tip 2: Practise few things',
    'Tip 3: Get support',
    'Tip 4: Make it stick',
  ]);
  expect(counts.queryByText(/No judged answer/)).toBeNull();
  await expectAccessible();
  await user.selectOptions(listen, 'Nothing');
  await user.selectOptions(counts.getByRole('combobox', { name: 'urn:x:1' }), 'Tip 1: Find the real need');
  await user.selectOptions(
    counts.getByRole('combobox', { name: 'The whole package' }),
    'Tip 2: Practise few things',
  );
  await user.click(counts.getByRole('button', { name: 'Save what counts' }));
  await waitFor(() =>
    expect(calls.find(({ endpoint }) => endpoint.startsWith('PUT'))?.body).toEqual({
      tips: [
        { objectiveId: '', tip: 'practice' },
        { objectiveId: 'urn:x:1', tip: 'needs' },
      ],
    }),
  );
});

it('says that a package names no goals, that nothing was judged, or that it says itself what counts', async () => {
  await renderApp('/courses/calm', trainer, api());
  const counts = await section('Counts towards');
  expect(await counts.findByText(/names no learning goals/)).toBeTruthy();
  expect(counts.getByText(/No judged answer/)).toBeTruthy();
  document.body.innerHTML = '';
  const itself = { targets: [], judgedAnswers: 0, mapsItself: true };
  await renderApp('/courses/calm', trainer, api({ 'GET /api/courses/:id/mapping': () => itself }));
  expect(await (await section('Counts towards')).findByText(/says itself what counts/)).toBeTruthy();
});

it('deletes a course only with the number of learners who lose something, and asks again when it changed', async () => {
  let learners = 3;
  const { user, calls, where } = await renderApp(
    '/courses/calm',
    trainer,
    api({
      'GET /api/courses/:id/versions': () => ({ learners, versions: [buildVersionLine({ learners })] }),
      'DELETE /api/courses/:id': (sent) =>
        sent.learners === learners
          ? undefined
          : { refuse: 409, id: 'conflict', detail: 'It is 4 learners now.' },
    }),
  );
  await user.click(await screen.findByRole('button', { name: 'Delete …' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Delete this course?' }));
  expect(dialog.getByText(/^3 learners lose all results/)).toBeTruthy();
  const confirm = () => dialog.getByRole('button', { name: 'Delete for good' });
  expect(confirm()).toHaveProperty('disabled', true);
  await expectAccessible();
  await user.type(dialog.getByRole('textbox', { name: 'Type 3 to confirm' }), '3');
  learners = 4;
  await user.click(confirm());
  expect(await dialog.findByText(/^4 learners lose all results/)).toBeTruthy();
  expect(confirm()).toHaveProperty('disabled', true);
  await user.type(dialog.getByRole('textbox', { name: 'Type 4 to confirm' }), '4');
  await user.click(confirm());
  await waitFor(() => expect(where()).toBe('/courses'));
  expect(await screen.findByText('“Calm on the phone” is deleted.')).toBeTruthy();
  const sent = calls.filter(({ endpoint }) => endpoint === 'DELETE /api/courses/:id');
  expect(sent.map(({ body }) => body)).toEqual([{ learners: 3 }, { learners: 4 }]);
});

it('gives a course of the library the settings that fit it, and no more', async () => {
  await renderApp('/courses/ask', trainer, api({ 'GET /api/courses': () => ({ courses: [buildCourse()] }) }));
  const settings = await section('Settings');
  expect(await settings.findByRole('radio', { name: 'The best' })).toBeTruthy();
  expect(settings.queryByRole('group', { name: 'Where it opens' })).toBeNull();
  expect(screen.queryByRole('region', { name: /Versions|Counts towards|Delete/ })).toBeNull();
  expect(screen.getByRole('link', { name: 'Package for another LMS' }).getAttribute('href')).toBe(
    '/courses/ask/export',
  );
  await expectAccessible();
});

it('says that there is no such course', async () => {
  await renderApp('/courses/gone', trainer, api());
  expect(await screen.findByRole('heading', { name: 'There is no such course' })).toBeTruthy();
});
