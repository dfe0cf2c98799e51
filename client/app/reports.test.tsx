import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { expectAccessible } from '#test/support/accessible.ts';
import {
  agent,
  buildCourse,
  buildEvidence,
  buildLearner,
  buildLearnersReport,
  buildProgress,
  buildTip,
  trainer,
} from '#test/support/app-data.ts';
import { renderApp } from '#test/support/render-app.tsx';

const courses = {
  'GET /api/courses': () => ({
    courses: [buildCourse(), buildCourse({ id: 'sorry', title: 'Saying sorry' })],
  }),
};
const ana = buildLearner();
const ben = buildLearner({
  id: 'ben',
  name: 'Ben Adler',
  username: 'ben',
  lastSeenMs: null,
  cells: [{ status: 'not-started', scaledScore: null, totalSeconds: 0, lastSeenMs: null }],
});
const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getByRole('link').textContent);

describe('learners', () => {
  it('shows status, score and time in words, sorts, filters, and keeps course and order in the address', async () => {
    const asked: (string | null)[] = [];
    const { user, where } = await renderApp('/reports/learners?course=ask', trainer, {
      ...courses,
      'GET /api/reports/learners': (_, url) => {
        asked.push(url.searchParams.get('course'));
        return buildLearnersReport([ben, ana]);
      },
    });
    const row = await screen.findByRole('row', { name: /Ana Lind/ });
    expect(row.textContent).toMatch(/Passed.*90.*4 min/);
    expect(within(row).getByText('Tip 1: Can do it now')).toBeTruthy();
    expect(names()).toEqual(['Ana Lind', 'Ben Adler']);
    await expectAccessible();

    await user.click(screen.getByRole('button', { name: 'Name' }));
    expect(names()).toEqual(['Ben Adler', 'Ana Lind']);
    expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('descending');
    expect(where()).toBe('/reports/learners?course=ask&sort=-name');

    await user.type(screen.getByLabelText('Find a name'), 'BEN');
    expect(names()).toEqual(['Ben Adler']);
    await user.type(screen.getByLabelText('Find a name'), 'x');
    expect(screen.getByText('Nobody here is called that.')).toBeTruthy();

    const csv = screen.getByRole('link', { name: 'Download as CSV' });
    expect(csv.getAttribute('href')).toBe('/api/reports/learners.csv?course=ask');
    await user.selectOptions(screen.getByLabelText('Course'), 'Saying sorry');
    await screen.findByRole('row', { name: /Ana Lind/ });
    expect(asked).toEqual(['ask', 'sorry']);
    expect(where()).toContain('course=sorry');
  });

  it('says that nobody has started, and where to add an agent', async () => {
    await renderApp('/reports/learners', trainer, {
      ...courses,
      'GET /api/reports/learners': () => buildLearnersReport([]),
    });
    expect(await screen.findByRole('heading', { name: 'Nobody has started yet' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Add an agent' }).getAttribute('href')).toBe('/people');
    await expectAccessible();
  });

  it('is not for agents', async () => {
    await renderApp('/reports/learners', agent);
    expect(await screen.findByRole('heading', { name: 'This page is for trainers' })).toBeTruthy();
  });
});

it('shows one learner’s progress and first answers, in the third person', async () => {
  const evidence = [buildEvidence({ kind: 'practising', because: 'not-yet' })];
  const objectives = [
    {
      id: 'o',
      behaviour: 'Ask what it did',
      lessonTitle: 'The clock',
      level: 'practising' as const,
      evidence,
    },
  ];
  const { user, calls } = await renderApp('/reports/learners/ana?course=sorry', trainer, {
    ...courses,
    'GET /api/learners/:id/progress': () => buildProgress({ tips: [buildTip({ objectives, told: true })] }),
    'GET /api/learners/:id/answers': () => ({
      learner: { id: 'ana', name: 'Ana Lind' },
      answers: [
        {
          id: 'a',
          lessonTitle: 'The clock',
          step: 'call',
          prompt: 'It is down.',
          response: 'Restart it.',
          written: 'urn:x:Restart%20it.',
          result: 'incorrect',
          correct: ['Ask.', 'Wait.'],
          seconds: 6.4,
          writtenTime: '10:00:00',
          attempt: 1,
          atMs: 1,
        },
      ],
    }),
  });
  expect(await screen.findByRole('heading', { level: 1, name: 'Ana Lind' })).toBeTruthy();
  const answers = within(await screen.findByRole('region', { name: 'First answers, in words' }));
  expect((await answers.findByText(/Restart it/)).textContent).toBe('“Restart it.”');
  expect(answers.getByText('Misses something')).toBeTruthy();
  expect(answers.getByText('Right would have been any of: Ask. / Wait.')).toBeTruthy();
  expect(answers.getByText('took 6 s')).toBeTruthy();
  expect(answers.getByText('As the package wrote it').closest('details')?.textContent).toMatch(
    /urn:x:Restart%20it\..*10:00:00/,
  );
  expect(screen.getByRole('link', { name: /Something looks wrong/ }).getAttribute('href')).toBe(
    '/reports/learners/ana/attempts?course=sorry',
  );
  expect(calls.find(({ endpoint }) => endpoint.endsWith('/answers'))?.url.search).toBe('?course=sorry');
  await user.click(screen.getByRole('button', { name: /Ask what it did/ }));
  expect(screen.getByText(/never counts against anybody/)).toBeTruthy();
  expect(screen.getByText(/rests on what they told us/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'All learners' }).getAttribute('href')).toBe(
    '/reports/learners?course=sorry',
  );
  await expectAccessible();
});

it('shows what people chose, most chosen first, first tries and second tries apart', async () => {
  await renderApp('/reports/answers', trainer, {
    ...courses,
    'GET /api/reports/answers': () => ({
      course: { id: 'ask', title: 'Ask' },
      prompts: [
        {
          id: 'p <with> spaces',
          scoId: 'SCO-clock',
          lessonTitle: 'The clock',
          step: 'call',
          prompt: 'It is down.',
          responses: [
            { response: 'What did it stop?', result: 'correct', firstTries: 1, retries: 5 },
            { response: 'Restart it.', result: 'incorrect', firstTries: 3, retries: 0 },
          ],
        },
      ],
    }),
  });
  const [first, second] = within(await screen.findByRole('region', { name: 'It is down.' })).getAllByRole(
    'listitem',
  );
  expect(first?.textContent).toMatch(/Restart it.*75.*3 first tries.*Misses something/);
  expect(second?.textContent).toMatch(/What did it stop.*25.*1 first try.*5 second tries.*Fits well/);
  await expectAccessible();
});

it('says that there are no answers yet', async () => {
  await renderApp('/reports/answers', trainer, {
    ...courses,
    'GET /api/reports/answers': () => ({ course: { id: 'ask', title: 'Ask' }, prompts: [] }),
  });
  expect(await screen.findByRole('heading', { name: 'No answers yet' })).toBeTruthy();
});
