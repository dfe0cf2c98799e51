import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { expectAccessible } from '#test/support/accessible.ts';
import { agent, buildEvidence, buildProgress, buildTip } from '#test/support/app-data.ts';
import { renderApp } from '#test/support/render-app.tsx';

const evidence = [
  buildEvidence(),
  buildEvidence({ id: 'e2', kind: 'practising', because: 'retry', response: 'How long was it down?' }),
  buildEvidence({ id: 'e3', kind: 'practising', because: 'labelled', response: 'Was that bad?' }),
  buildEvidence({ id: 'e4', kind: 'practising', because: 'not-yet', response: 'Restart it.' }),
  buildEvidence({ id: 'e5', kind: 'practising', because: 'told', response: 'My clock turns red.' }),
];
const objective = {
  id: 'o',
  behaviour: 'Ask what it did',
  lessonTitle: 'The clock',
  level: 'can-now' as const,
  evidence,
};

it('shows each tip with its level in words, and opens to the evidence', async () => {
  const progress = buildProgress({
    tips: [
      buildTip({ level: 'can-now', objectives: [objective] }),
      buildTip({ id: 'support', number: 3, title: 'Get support', told: true }),
    ],
  });
  const { user } = await renderApp('/progress', agent, { 'GET /api/progress': () => progress });
  const tip = within(await screen.findByRole('region', { name: 'Find the real need' }));
  expect(tip.getAllByText('Can do it now')).toHaveLength(2);
  const button = tip.getByRole('button', { name: /Ask what it did/ });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  await user.tab();
  button.focus();
  await user.keyboard('{Enter}');
  expect(button.getAttribute('aria-expanded')).toBe('true');
  const [success, retry, labelled, notYet, told] = tip.getAllByRole('listitem').slice(1);
  expect(success?.textContent).toMatch(
    /What did that stop you from doing.*Shows it.*first try.*The clock.*round 1.*2026/s,
  );
  expect(retry?.textContent).toMatch(/How long was it down.*Practising.*second try/s);
  expect(labelled?.textContent).toMatch(/You said yourself/);
  expect(notYet?.textContent).toMatch(/never counts against you/);
  expect(told?.textContent).toMatch(/You told us/);
  await expectAccessible();
});

it('is honest about where tips come from and what rests on one’s own word', async () => {
  await renderApp('/progress', agent, { 'GET /api/progress': () => buildProgress() });
  expect(await screen.findByText('Tip 1 is from the article; the others are ours.')).toBeTruthy();
  const support = within(screen.getByRole('region', { name: 'Get support' }));
  expect(support.getByText(/rests on your own word/)).toBeTruthy();
  expect(support.getByText(/No published lesson/)).toBeTruthy();
  const needs = within(screen.getByRole('region', { name: 'Find the real need' }));
  expect(needs.queryByText(/your own word/)).toBeNull();
});

it('lets people take along everything that is held about them', async () => {
  await renderApp('/progress', agent, { 'GET /api/progress': () => buildProgress() });
  const link = await screen.findByRole('link', { name: 'Download your data' });
  expect(link.getAttribute('href')).toBe('/api/learners/ana/data');
  await expectAccessible();
});
