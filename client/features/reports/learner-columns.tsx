import type { TFunction } from 'i18next';
import { Link } from 'react-router';
import type { Column } from '#client/ui/data-table.tsx';
import { LevelMark } from '#client/ui/level-mark.tsx';
import { When } from '#client/ui/when.tsx';
import type { LearnersReport } from '#server/contract/reports.ts';
import { LessonCell } from './lesson-cell.tsx';
import styles from './reports.module.css';

export type LearnerRow = LearnersReport['learners'][number];

const TIPS = ['needs', 'practice', 'support', 'transfer'] as const;
const STATUS_RANK = { passed: 0, completed: 1, 'in-progress': 2, 'not-started': 3 };

/** Who, when last seen, the four tips, then one column per lesson. */
export function learnerColumns(t: TFunction, { course, lessons }: LearnersReport): Column<LearnerRow>[] {
  return [
    {
      id: 'name',
      header: t('reports.name'),
      compare: (a, b) => a.name.localeCompare(b.name),
      cell: (row) => <LearnerName row={row} courseId={course.id} />,
    },
    {
      id: 'seen',
      header: t('reports.lastSeen'),
      compare: (a, b) => (b.lastSeenMs ?? 0) - (a.lastSeenMs ?? 0),
      cell: (row) =>
        row.lastSeenMs === null ? (
          <span className={styles.soft}>{t('common.never')}</span>
        ) : (
          <When ms={row.lastSeenMs} />
        ),
    },
    { id: 'tips', header: t('reports.tips'), cell: (row) => <TipMarks t={t} row={row} /> },
    ...lessons.map((lesson, index) => lessonColumn(lesson, index)),
  ];
}

/** Best first: passed before finished before started, then by score. */
function lessonColumn(lesson: LearnersReport['lessons'][number], index: number): Column<LearnerRow> {
  const rank = ({ cells }: LearnerRow) => {
    const cell = cells[index];
    return cell ? STATUS_RANK[cell.status] - (cell.scaledScore ?? 0) / 2 : 9;
  };
  return {
    id: `lesson-${lesson.id}`,
    header: lesson.title,
    compare: (a, b) => rank(a) - rank(b),
    cell: (row) => {
      const cell = row.cells[index];
      return cell ? <LessonCell cell={cell} /> : null;
    },
  };
}

function LearnerName({ row, courseId }: { row: LearnerRow; courseId: string }) {
  const search = new URLSearchParams({ course: courseId });
  return (
    <>
      <Link
        className={styles.name}
        to={`/reports/learners/${encodeURIComponent(row.id)}?${search}`}
        dir="auto"
      >
        {row.name}
      </Link>
      <span className={styles.soft}>{row.username}</span>
    </>
  );
}

function TipMarks({ t, row }: { t: TFunction; row: LearnerRow }) {
  return (
    <ul className={styles.marks}>
      {TIPS.map((tip, index) => {
        const text = t('reports.tipLevel', { number: index + 1, level: t(`level.${row.tips[tip]}`) });
        return (
          <li key={tip} title={text}>
            <LevelMark level={row.tips[tip]} text={text} impact={tip === 'needs'} hideText />
          </li>
        );
      })}
    </ul>
  );
}
