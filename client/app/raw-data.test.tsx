import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { AttemptHead, CallLogView, RawCmi, ScoStanding } from '#server/contract/raw-data.ts';
import { expectAccessible } from '#test/support/accessible.ts';
import { agent, trainer } from '#test/support/app-data.ts';
import { renderApp } from '#test/support/render-app.tsx';

const NOON = Date.UTC(2026, 4, 12, 12);
const ODD = 'ITEM/1 ? &é"<b>#';
const attempt: AttemptHead = {
  id: 'att',
  number: 2,
  trial: true,
  version: 3,
  edition: '1.2',
  tool: 'Some tool',
  whole: true,
  startedMs: NOON,
  learner: { id: 'ana', name: 'Ana Lind' },
  course: { id: 'in', title: 'Handed in' },
};
const standing = (scoId: string, title: string): ScoStanding => ({
  scoId,
  title,
  reported: 'in-progress',
  completionStatus: 'incomplete',
  successStatus: 'unknown',
  scaledScore: 0.5,
  progress: null,
  totalSeconds: 65,
  firstMs: NOON,
  lastMs: NOON,
  completedMs: null,
  ended: false,
  hasData: scoId !== '',
});
const finding = (
  kind: RawCmi['findings'][number]['kind'],
  tone: RawCmi['findings'][number]['tone'],
  more = {},
) => ({
  kind,
  tone,
  what: '',
  value: '',
  error: '',
  times: 1,
  ...more,
});
const raw: RawCmi = {
  attempt,
  sco: standing(ODD, 'First part'),
  findings: [
    finding('refused', 'bad', { what: 'cmi.suspend_data', value: 'xx', error: '405', times: 2 }),
    finding('not-finished', 'warn'),
  ],
  elements: [
    { name: 'cmi.core.lesson_status', value: 'incomplete', length: 10 },
    { name: 'cmi.suspend_data', value: `<b>${'y'.repeat(500)}`, length: 503 },
    { name: 'cmi.interactions.0.result', value: null, length: 5 },
    ...Array.from({ length: 12 }, (_, at) => ({
      name: `cmi.objectives.${at}.id`,
      value: `o${at}`,
      length: 2,
    })),
  ],
  leftOut: 7,
  hidden: true,
};
const sessions = {
  attempt,
  sessions: [
    {
      sco: ODD,
      title: 'First part',
      epoch: 4,
      startedMs: NOON,
      lastMs: NOON,
      seconds: 65,
      ended: false,
      log: { parts: 1, leftOut: 0 },
    },
    {
      sco: ODD,
      title: 'First part',
      epoch: 3,
      startedMs: NOON,
      lastMs: NOON,
      seconds: 5,
      ended: true,
      log: null,
    },
  ],
};
const cmiApi = { 'GET /api/attempts/:id/cmi': () => raw, 'GET /api/attempts/:id/sessions': () => sessions };

it('lists attempts with every part as shown and as set, and leads inside', async () => {
  const { calls } = await renderApp('/reports/learners/ana/attempts?course=in', trainer, {
    'GET /api/learners/:id/attempts': () => ({
      learner: attempt.learner,
      course: attempt.course,
      attempts: [{ ...attempt, scos: [standing('', 'Handed in'), standing(ODD, 'First part')] }],
    }),
  });
  const section = within(await screen.findByRole('region', { name: 'Attempt 2' }));
  expect(section.getByText(/Version 3, SCORM 1.2.*made with Some tool.*a trial/)).toBeTruthy();
  expect(section.getByText('The package as a whole')).toBeTruthy();
  expect(section.getAllByText('incomplete')).toHaveLength(2);
  const inside = section.getByRole('link', { name: 'Look inside: First part' });
  const address = new URL(inside.getAttribute('href') ?? '', 'http://app.test');
  expect([address.pathname, address.searchParams.get('sco')]).toEqual([
    '/reports/learners/ana/attempts/att',
    ODD,
  ]);
  expect(calls.at(-1)?.url.search).toBe('?course=in');
  expect(screen.getByRole('link', { name: 'Back to Ana Lind' })).toBeTruthy();
  await expectAccessible();
});

it('says that there is no attempt yet, and is not for agents', async () => {
  await renderApp('/reports/learners/ana/attempts?course=in', trainer, {
    'GET /api/learners/:id/attempts': () => ({
      learner: attempt.learner,
      course: attempt.course,
      attempts: [],
    }),
  });
  expect(await screen.findByRole('heading', { name: 'No attempt yet' })).toBeTruthy();
});

it.each([
  '/reports/learners/ana/attempts?course=in',
  '/reports/learners/ana/attempts/att?sco=',
  '/reports/learners/ana/attempts/att/calls?epoch=1',
])('%s is not for agents', async (address) => {
  await renderApp(address, agent);
  expect(await screen.findByRole('heading', { name: 'This page is for trainers' })).toBeTruthy();
});

it('gives the verdict in sentences, and what is stored to read, search and copy', async () => {
  const { user, calls } = await renderApp(
    `/reports/learners/ana/attempts/att?sco=${encodeURIComponent(ODD)}`,
    trainer,
    cmiApi,
  );
  const verdict = within(await screen.findByRole('region', { name: 'What its last session shows' }));
  expect(
    verdict.getByText(/refused 2 times: error 405 at cmi.suspend_data.*“xx”.*does not fit the element/),
  ).toBeTruthy();
  expect(verdict.getByText(/never said that it had ended/)).toBeTruthy();
  expect(calls[1]?.url.searchParams.get('sco')).toBe(ODD);
  const stored = within(screen.getByRole('region', { name: 'What is stored' }));
  expect(stored.getByText('Show all 503 characters').closest('details')?.open).toBe(false);
  expect(stored.getByText('hidden, 5 characters')).toBeTruthy();
  expect(stored.getByText(/second tries, which are private/)).toBeTruthy();
  expect(stored.getByText('7 more are in the file.')).toBeTruthy();
  const file = new URL(
    stored.getByRole('link', { name: 'Download as JSON' }).getAttribute('href') ?? '',
    'http://x',
  );
  expect([file.pathname, file.searchParams.get('sco')]).toEqual(['/api/attempts/att/cmi.json', ODD]);
  await expectAccessible();

  await user.type(stored.getByLabelText('Find an element or value'), 'OBJECTIVES.11');
  expect(stored.getAllByRole('term').map(({ textContent }) => textContent)).toEqual(['cmi.objectives.11.id']);
  await user.click(stored.getByRole('button', { name: 'Copy as text' }));
  expect(await navigator.clipboard.readText()).toBe('cmi.objectives.11.id = o11');
  await user.type(stored.getByLabelText('Find an element or value'), 'x');
  expect(stored.getByText('No element or value is like that.')).toBeTruthy();

  const loads = within(await screen.findByRole('region', { name: 'Page loads' }));
  const [first, second] = loads.getAllByRole('listitem');
  expect(second?.textContent).toMatch(/5 s.*ended by the content.*no calls kept/);
  const link = within(first as HTMLElement).getByRole('link', { name: /See the calls of/ });
  const params = new URL(link.getAttribute('href') ?? '', 'http://x').searchParams;
  expect(Object.fromEntries(params)).toEqual({ launched: '', epoch: '4', sco: ODD });
});

const page = (ids: string[], more: Partial<CallLogView> = {}): CallLogView => ({
  calls: ids.map((id) => ({
    id,
    atMs: 1500,
    sco: ODD,
    name: 'LMSSetValue',
    element: 'cmi.suspend_data',
    value: `value ${id}`,
    result: 'false',
    error: '405',
  })),
  leftOut: 0,
  next: null,
  hidden: false,
  ...more,
});

it('lists the calls with their errors in words, more on demand, failed ones alone', async () => {
  const asked: string[] = [];
  const { user, where } = await renderApp(
    '/reports/learners/ana/attempts/att/calls?launched=&epoch=4',
    trainer,
    {
      ...cmiApi,
      'GET /api/attempts/:id/log': (_, url) => {
        asked.push(url.search);
        if (url.searchParams.has('errors')) return page([]);
        return url.searchParams.get('after') === '0'
          ? page(['1.0'], { next: 10, leftOut: 3 })
          : page(['11.0']);
      },
    },
  );
  const row = await screen.findByRole('row', { name: /value 1.0/ });
  expect(row.textContent).toMatch(
    /1\.5 s.*LMSSetValue.*cmi\.suspend_data.*false.*405.*does not fit the element/,
  );
  expect(screen.getByText(/^3 calls were left out/)).toBeTruthy();
  await expectAccessible();
  await user.click(screen.getByRole('button', { name: 'Show more' }));
  expect(await screen.findByRole('row', { name: /value 11.0/ })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  await user.click(screen.getByLabelText('Only calls that failed'));
  expect(await screen.findByText('No call failed.')).toBeTruthy();
  expect(where()).toBe('/reports/learners/ana/attempts/att/calls?launched=&epoch=4&errors=1');
  expect(asked).toEqual([
    '?launched=&epoch=4&after=0',
    '?launched=&epoch=4&after=10',
    '?launched=&epoch=4&errors=true&after=0',
  ]);
});
