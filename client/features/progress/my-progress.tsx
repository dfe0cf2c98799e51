import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { progressQuery } from '#client/api/learning.ts';
import { Loaded } from '#client/api/loaded.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import { OwnData } from './own-data.tsx';
import styles from './progress.module.css';
import { ProgressNotes } from './progress-notes.tsx';
import { TipList } from './tip-list.tsx';

export function MyProgress() {
  const { t } = useTranslation();
  const progress = useQuery(progressQuery);
  return (
    <div className={styles.page}>
      <PageHeading title={t('progress.title')} lead={t('progress.lead')} />
      <Loaded query={progress}>
        {(data) => (
          <>
            <TipList tips={data.tips} own headingLevel={2} />
            <ProgressNotes source={data.source} />
            <OwnData learnerId={data.learner.id} />
          </>
        )}
      </Loaded>
    </div>
  );
}
