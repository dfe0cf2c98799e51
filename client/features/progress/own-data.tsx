import { useTranslation } from 'react-i18next';
import { learnerDataHref } from '#client/api/learner-data.ts';
import { buttonClass } from '#client/ui/button.tsx';
import styles from './progress.module.css';

/** What is held about oneself, to take along. */
export function OwnData({ learnerId }: { learnerId: string }) {
  const { t } = useTranslation();
  return (
    <aside className={styles.notes} aria-labelledby="own-data">
      <h2 id="own-data">{t('learnerData.title')}</h2>
      <p>{t('learnerData.text')}</p>
      <p>
        <a className={buttonClass('quiet')} href={learnerDataHref(learnerId)} download>
          {t('learnerData.download')}
        </a>
      </p>
    </aside>
  );
}
