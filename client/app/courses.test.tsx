import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { expectAccessible } from '#test/support/accessible.ts';
import { agent, buildCourse, buildProfile, trainer } from '#test/support/app-data.ts';
import { renderApp } from '#test/support/render-app.tsx';

const moodle = buildProfile({
  id: 'moodle',
  name: 'Moodle',
  shows: ['An activity with a report.'],
  notes: ['The app plays SCORM 1.2.'],
});
const talent = buildProfile({
  id: 'talentlms',
  name: 'TalentLMS',
  recommended: { edition: '1.2', layout: 'single', order: 'free' },
  deviations: [{ setting: 'layout', reason: 'It opens one lesson only.', source: 'its source code' }],
  settings: { ...moodle.settings, report: 'status', answers: false, passedWord: 'completed' },
});
const lessons = ['clock', 'case'].map((id) => ({ id, title: id, minutes: 4 }));
const api = {
  'GET /api/courses': () => ({ courses: [buildCourse({ lessons })] }),
  'GET /api/export-profiles': () => ({ profiles: [buildProfile(), moodle, talent] }),
};
const shows = (name: RegExp) => within(screen.getByRole('region', { name }));
const saved: { name: string; blob: Blob }[] = [];

beforeEach(() => {
  saved.length = 0;
  const blobs: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => `blob:${blobs.push(blob as Blob) - 1}`);
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    const blob = blobs[Number(this.href.replace('blob:', ''))];
    if (blob) saved.push({ name: this.download, blob });
  });
});
afterEach(() => void vi.restoreAllMocks());

it('lists courses with one package to download at once, and the way to all others', async () => {
  await renderApp('/courses', trainer, {
    'GET /api/courses': () => ({ courses: [buildCourse({ id: 'a/b' })] }),
  });
  const download = await screen.findByRole('link', { name: /^Download SCORM 1.2/ });
  expect(download.getAttribute('href')).toBe('/api/courses/a%2Fb/package?edition=1.2');
  expect(screen.getByRole('link', { name: /^Choose your LMS/ }).getAttribute('href')).toBe(
    '/courses/a%2Fb/export',
  );
  await expectAccessible();
});

it('presets what is safe for the chosen LMS, and says what it will show', async () => {
  const { user, where } = await renderApp('/courses/ask/export', trainer, api);
  expect(await screen.findByRole('heading', { name: 'Ask what it did to them' })).toBeTruthy();
  expect(screen.getByRole('radio', { name: /I don’t know/ })).toHaveProperty('checked', true);
  expect(shows(/your LMS/).getByText(/2 items, one for each lesson/)).toBeTruthy();
  expect(shows(/your LMS/).getByText(/becomes “passed”.*from 0 to 100/)).toBeTruthy();
  await expectAccessible();

  await user.click(screen.getByRole('radio', { name: 'Moodle' }));
  expect(where()).toBe('/courses/ask/export?lms=moodle');
  expect(shows(/What Moodle/).getByText('An activity with a report.')).toBeTruthy();
  expect(shows(/What Moodle/).getByText('The app plays SCORM 1.2.')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'How to import it into Moodle' }).getAttribute('href')).toBe(
    '/guides/moodle?course=ask',
  );

  await user.click(screen.getByRole('radio', { name: 'TalentLMS' }));
  expect(where()).toBe('/courses/ask/export?lms=talentlms');
  const talentShows = shows(/What TalentLMS/);
  expect(talentShows.getByText(/One item that holds all 2 lessons. Inside/)).toBeTruthy();
  expect(talentShows.getByText(/It opens one lesson only/).textContent).toMatch(
    /Known from: its source code/,
  );
  expect(talentShows.getByText(/becomes “completed”.*No score/)).toBeTruthy();
  expect(talentShows.getByText('No answers are reported.')).toBeTruthy();
  await expectAccessible();
});

it('keeps other choices in the address, folded open when it names them, and leads back to the recommended ones', async () => {
  const { user, where } = await renderApp('/courses/ask/export?lms=moodle&edition=2004-3', trainer, api);
  const edition = within(await screen.findByRole('group', { name: 'SCORM edition' }));
  expect(edition.getByRole('radio', { name: /3rd edition/ })).toHaveProperty('checked', true);
  expect(screen.getByText('More choices').closest('details')).toHaveProperty('open', true);
  expect(shows(/Moodle/).getByText(/otherwise than is recommended for Moodle/)).toBeTruthy();
  expect(shows(/Moodle/).getByText(/Completion becomes “completed” and success “passed”/)).toBeTruthy();
  await user.click(screen.getByRole('radio', { name: 'One after the other' }));
  expect(where()).toBe('/courses/ask/export?lms=moodle&edition=2004-3&order=in-order');
  await user.click(edition.getByRole('radio', { name: /^SCORM 1.2 recommended/ }));
  await user.click(screen.getByRole('radio', { name: 'One item for the whole course' }));
  expect(where()).toBe('/courses/ask/export?lms=moodle&layout=single');
  expect(screen.queryByRole('group', { name: 'Order of the lessons' })).toBeNull();
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: /Back to what is recommended/ }));
  expect(where()).toBe('/courses/ask/export?lms=moodle');
});

it('takes an address with nonsense as one that says nothing', async () => {
  await renderApp(
    '/courses/ask/export?lms=__proto__&edition=9&layout=<b>&order=in-order&order=free',
    trainer,
    api,
  );
  expect(await screen.findByRole('radio', { name: /I don’t know/ })).toHaveProperty('checked', true);
  expect(screen.getByText(/SCORM 1.2 · One item per lesson/)).toBeTruthy();
});

it('downloads what was chosen, and tells name and size', async () => {
  const { user, calls } = await renderApp('/courses/ask/export?lms=moodle&order=in-order', trainer, {
    ...api,
    'GET /api/courses/:id/package': () =>
      new Response('x'.repeat(312_400), {
        headers: { 'content-disposition': 'attachment; filename="ask-scorm-1.2-moodle-in-order.zip"' },
      }),
  });
  await user.click(await screen.findByRole('button', { name: 'Download the package' }));
  expect(await screen.findByText(/ask-scorm-1.2-moodle-in-order.zip, 312 kB/)).toBeTruthy();
  expect(saved).toEqual([{ name: 'ask-scorm-1.2-moodle-in-order.zip', blob: expect.any(Blob) }]);
  const asked = calls.find(({ endpoint }) => endpoint.endsWith('/package'))?.url.searchParams;
  expect(Object.fromEntries(asked ?? [])).toEqual({
    profile: 'moodle',
    edition: '1.2',
    layout: 'per-lesson',
    order: 'in-order',
  });
  await expectAccessible();
  await user.click(screen.getByRole('radio', { name: 'TalentLMS' }));
  expect(screen.queryByText(/ask-scorm-1.2-moodle/)).toBeNull();
});

it('says why there is no package, and tries again', async () => {
  let answer: 'no network' | { refuse: number; id: string; detail: string } | Response = 'no network';
  const { user } = await renderApp('/courses/ask/export', trainer, {
    ...api,
    'GET /api/courses/:id/package': () => answer,
  });
  const press = async () => user.click(await screen.findByRole('button', { name: 'Download the package' }));
  await press();
  expect((await screen.findByRole('alert')).textContent).toMatch(/cannot be reached/);
  answer = { refuse: 409, id: 'conflict', detail: 'It came as SCORM 1.2 and can be downloaded only so.' };
  await press();
  expect(await screen.findByText(/can be downloaded only so/)).toBeTruthy();
  answer = new Response('zip');
  await press();
  await waitFor(() => expect(saved).toHaveLength(1));
  expect(screen.queryByRole('alert')).toBeNull();
});

it('is for trainers and administrators, and for courses that are there', async () => {
  await renderApp('/courses/ask/export', agent);
  expect(await screen.findByRole('heading', { name: 'This page is for trainers' })).toBeTruthy();
});

it('says that there is no such course', async () => {
  await renderApp('/courses/gone/export', trainer, api);
  expect(await screen.findByRole('heading', { name: 'There is no such course' })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'All courses' }).getAttribute('href')).toBe('/courses');
});

it('shows the guide of an LMS, and leads back to the package', async () => {
  await renderApp('/guides/moodle?course=ask', trainer, {
    ...api,
    'GET /api/guides/:id': () => ({
      id: 'moodle',
      title: 'Moodle',
      intro: [{ t: 'p', c: ['It plays ', { t: 'b', c: ['SCORM 1.2'] }, '.'] }],
      sections: [{ title: 'Import it', blocks: [{ t: 'ol', items: [['Open the course.'], ['Upload.']] }] }],
    }),
  });
  expect(await screen.findByRole('heading', { level: 1, name: 'Moodle' })).toBeTruthy();
  expect(screen.getByText('Upload.').closest('ol')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Back to the package' }).getAttribute('href')).toBe(
    '/courses/ask/export?lms=moodle',
  );
  expect(screen.getByRole('link', { name: 'TalentLMS' }).getAttribute('href')).toBe(
    '/guides/talentlms?course=ask',
  );
  await expectAccessible();
});

it('has a guide for any LMS where there is none for one', async () => {
  await renderApp('/guides/blackboard', trainer, api);
  expect(await screen.findByRole('heading', { level: 1, name: /no guide for this LMS/ })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Guide for any LMS' }).getAttribute('href')).toBe(
    '/guides/generic',
  );
});
