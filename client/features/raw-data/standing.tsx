import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatShare } from '#client/ui/format.ts';
import { StatusBadge } from '#client/ui/status-badge.tsx';
import { When } from '#client/ui/when.tsx';
import type { ScoStanding } from '#server/contract/raw-data.ts';
import styles from './raw-data.module.css';
import { useTime } from './use-time.ts';

/** What people see of a SCO, beside what it last set itself. */
export function Standing({ sco }: { sco: ScoStanding }) {
  const { t } = useTranslation();
  const formatTime = useTime();
  const share = (value: number | null) => (value === null ? t('rawData.none') : formatShare(value));
  const facts: [string, ReactNode][] = [
    [
      t('rawData.shown'),
      <StatusBadge key="s" status={sco.reported} text={t(`today.status.${sco.reported}`)} />,
    ],
    [
      t('rawData.completion'),
      <code key="c" className={styles.code}>
        {sco.completionStatus}
      </code>,
    ],
    [
      t('rawData.success'),
      <code key="u" className={styles.code}>
        {sco.successStatus}
      </code>,
    ],
    [t('rawData.score'), share(sco.scaledScore)],
    ...(sco.progress === null ? [] : [[t('rawData.progress'), share(sco.progress)] as [string, ReactNode]]),
    [t('rawData.time'), formatTime(sco.totalSeconds)],
    [t('rawData.lastSeen'), sco.lastMs === null ? t('common.never') : <When key="w" ms={sco.lastMs} />],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
