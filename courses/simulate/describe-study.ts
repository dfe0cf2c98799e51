import type { DialogueStudy, Row } from './study.ts';

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const HEADINGS = ['policy', 'passes', 'result', 'call time', 'calls again', 'impact found', 'ends'];

/** The study as Markdown: one table per dialogue, one line per policy. */
export function describeStudy(
  studies: readonly DialogueStudy[],
  { plays, seed }: { plays: number; seed: number },
): string {
  const intro = `${studies.length} dialogues, each played ${plays} times by each of five simulated learners (seed ${seed}).`;
  return [intro, ...studies.map(table)].join('\n\n');
}

function table({ course, lesson, dialogue, customer, reachable, policies }: DialogueStudy): string {
  const lines = policies.map((row) => `| ${cells(row).join(' | ')} |`);
  return [
    `**${customer}** (\`${course}/${lesson}/${dialogue}\`, best result that can be reached: ${percent(reachable)})`,
    '',
    `| ${HEADINGS.join(' | ')} |`,
    `| ${HEADINGS.map((_, at) => (at === 0 || at === HEADINGS.length - 1 ? '---' : '---:')).join(' | ')} |`,
    ...lines,
  ].join('\n');
}

const cells = (row: Row): string[] => [
  row.policy,
  percent(row.passed),
  percent(row.meanResult),
  `${row.meanSeconds} s`,
  `${row.meanRepeatCalls.toFixed(1)} of 10`,
  percent(row.impactFound),
  Object.entries(row.outcomes)
    .map(([outcome, share]) => `${outcome} ${percent(share)}`)
    .join(', '),
];
