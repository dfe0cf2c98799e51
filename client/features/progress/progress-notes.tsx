import { useTranslation } from 'react-i18next';
import { LevelMark } from '#client/ui/level-mark.tsx';
import styles from './progress.module.css';

const LEVELS = ['not-started', 'practising', 'can-now', 'can-later'] as const;

/** The honest small print: how the levels work, and where the tips come from. */
export function ProgressNotes({ source }: { source: string }) {
  const { t } = useTranslation();
  return (
    <aside className={styles.notes}>
      <h2>{t('progress.howTitle')}</h2>
      <dl className={styles.levels}>
        {LEVELS.map((level) => (
          <div key={level}>
            <dt>
              <LevelMark level={level} text={t(`level.${level}`)} />
            </dt>
            <dd>{t(`level.explain.${level}`)}</dd>
          </div>
        ))}
      </dl>
      <h2>{t('progress.source')}</h2>
      <p>{source}</p>
    </aside>
  );
}
