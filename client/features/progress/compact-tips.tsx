import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { progressQuery } from '#client/api/learning.ts';
import { Loaded } from '#client/api/loaded.tsx';
import { LevelMark } from '#client/ui/level-mark.tsx';
import styles from './progress.module.css';

/** The four tips at a glance. */
export function CompactTips() {
  const { t } = useTranslation();
  const progress = useQuery(progressQuery);
  return (
    <section className={styles.compact} aria-labelledby="tips-at-a-glance">
      <h2 id="tips-at-a-glance">{t('today.tips')}</h2>
      <Loaded query={progress}>
        {(data) => (
          <ol className={styles.rows}>
            {data.tips.map((tip) => (
              <li key={tip.id} className={styles.row}>
                <span>{tip.number}</span>
                <span>{tip.title}</span>
                <LevelMark level={tip.level} text={t(`level.${tip.level}`)} impact={tip.id === 'needs'} />
              </li>
            ))}
          </ol>
        )}
      </Loaded>
      <p>
        <Link to="/progress">{t('today.allProgress')}</Link>
      </p>
    </section>
  );
}
