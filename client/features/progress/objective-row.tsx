import { useTranslation } from 'react-i18next';
import { LevelMark } from '#client/ui/level-mark.tsx';
import type { TipProgress } from '#server/contract/learning.ts';
import { EvidenceList } from './evidence-list.tsx';
import styles from './progress.module.css';

type Props = { objective: TipProgress['objectives'][number]; impact: boolean; own: boolean };

export function ObjectiveRow({ objective, impact, own }: Props) {
  const { t } = useTranslation();
  return (
    <li className={styles.objective}>
      <details>
        <summary>
          <svg
            className={styles.chevron}
            viewBox="0 0 20 24"
            aria-hidden="true"
            fill="none"
            stroke="currentColor"
            strokeWidth="2.500"
          >
            <path d="m7 6 6 6-6 6" />
          </svg>
          <span>
            <span className={styles.behaviour} dir="auto">
              {objective.behaviour}
            </span>{' '}
            <span className={styles.count}>
              {t('progress.evidenceCount', { count: objective.evidence.length })}
            </span>
          </span>
          <span className={styles.state}>
            <LevelMark level={objective.level} text={t(`level.${objective.level}`)} impact={impact} />
          </span>
        </summary>
        {objective.evidence.length === 0 ? (
          <p className={styles.empty}>{t('progress.empty', own ? {} : { context: 'them' })}</p>
        ) : (
          <EvidenceList evidence={objective.evidence} own={own} />
        )}
      </details>
    </li>
  );
}
