import { stringify } from 'csv-stringify/sync';
import { TIPS } from '#courses/format/words.ts';
import type { LearnersReport } from '#server/contract/reports.ts';

const STATUS = {
  'not-started': 'not started',
  'in-progress': 'in progress',
  completed: 'completed',
  passed: 'passed',
} as const;

/** One line per learner and lesson, with what spreadsheets need to read it: a byte order mark and a header. */
export function learnersCsv(report: LearnersReport): string {
  const lines = report.learners.flatMap((learner) =>
    report.lessons.map((lesson, at) => {
      const cell = learner.cells[at];
      return {
        learner: learner.name,
        username: learner.username,
        course: report.course.title,
        lesson: lesson.title,
        status: STATUS[cell?.status ?? 'not-started'],
        'score (%)': cell?.scaledScore == null ? '' : String(Math.round(cell.scaledScore * 100)),
        'time (minutes)': ((cell?.totalSeconds ?? 0) / 60).toFixed(1),
        'last seen (UTC)': cell?.lastSeenMs == null ? '' : new Date(cell.lastSeenMs).toISOString(),
        ...Object.fromEntries(TIPS.map((tip, i) => [`tip ${i + 1}`, learner.tips[tip]])),
      };
    }),
  );
  // escape_formulas puts an apostrophe before = + - @ and tab, so that no cell is run by a spreadsheet.
  return stringify(lines, {
    header: true,
    columns: COLUMNS,
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
}

const COLUMNS = [
  'learner',
  'username',
  'course',
  'lesson',
  'status',
  'score (%)',
  'time (minutes)',
  'last seen (UTC)',
  ...TIPS.map((_, i) => `tip ${i + 1}`),
];
