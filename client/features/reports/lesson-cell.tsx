import { useTranslation } from 'react-i18next';
import { formatShare, wholeMinutes } from '#client/ui/format.ts';
import { StatusBadge } from '#client/ui/status-badge.tsx';
import type { LearnersReport } from '#server/contract/reports.ts';
import styles from './reports.module.css';

type Cell = LearnersReport['learners'][number]['cells'][number];

/** Status in words and shape, then score and time where there are any. */
export function LessonCell({ cell }: { cell: Cell }) {
  const { t } = useTranslation();
  const score = cell.scaledScore === null ? null : formatShare(cell.scaledScore);
  const time =
    cell.totalSeconds > 0 ? t('common.minutesShort', { count: wholeMinutes(cell.totalSeconds) }) : null;
  const figures = [score, time].filter((figure) => figure !== null);
  return (
    <div className={styles.cell}>
      <StatusBadge status={cell.status} text={t(`today.status.${cell.status}`)} />
      {figures.length > 0 && <span className={styles.soft}>{figures.join(' · ')}</span>}
    </div>
  );
}
