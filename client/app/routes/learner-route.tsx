import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { Loaded } from '#client/api/loaded.tsx';
import { learnerProgressQuery } from '#client/api/reports.ts';
import { NotForYou } from '#client/app/not-found.tsx';
import { useMe } from '#client/app/use-me.ts';
import { TipList } from '#client/features/progress/tip-list.tsx';
import { LearnerAnswers } from '#client/features/reports/learner-answers.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import styles from './learner-route.module.css';

/** One learner, for a trainer: progress per tip, then first answers in words. */
export function LearnerRoute() {
  const { can } = useMe();
  const { learnerId = '' } = useParams();
  return can.seeReports ? <Learner key={learnerId} learnerId={learnerId} /> : <NotForYou />;
}

function Learner({ learnerId }: { learnerId: string }) {
  const { t } = useTranslation();
  const [params] = useSearchParams();
  const progress = useQuery(learnerProgressQuery(learnerId));
  const course = params.get('course');
  return (
    <div className={styles.page}>
      <p>
        <Link to={`/reports/learners${course === null ? '' : `?${new URLSearchParams({ course })}`}`}>
          {t('reports.back')}
        </Link>
      </p>
      <PageHeading
        key={progress.data?.learner.name}
        title={progress.data?.learner.name ?? t('nav.learners')}
      />
      <Loaded query={progress}>
        {(data) => (
          <>
            <section className={styles.part} aria-labelledby="learner-progress">
              <h2 id="learner-progress">{t('reports.learnerProgress')}</h2>
              <TipList tips={data.tips} own={false} headingLevel={3} />
            </section>
            <LearnerAnswers learnerId={learnerId} />
          </>
        )}
      </Loaded>
    </div>
  );
}
