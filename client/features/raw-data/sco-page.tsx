import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Loaded } from '#client/api/loaded.tsx';
import { rawCmiQuery } from '#client/api/raw-data.ts';
import { PageHeading } from '#client/ui/page-heading.tsx';
import { Elements } from './elements.tsx';
import { Findings } from './findings.tsx';
import styles from './raw-data.module.css';
import { type AttemptOf, attemptsHref } from './raw-data-href.ts';
import { Sessions } from './sessions.tsx';
import { Standing } from './standing.tsx';

type Props = AttemptOf & { sco: string };

/** One SCO of one attempt: what its last session shows, what is stored, and every load of its page. */
export function ScoPage({ learnerId, attemptId, sco }: Props) {
  const { t } = useTranslation();
  const raw = useQuery(rawCmiQuery(attemptId, sco));
  const { data } = raw;
  const lead =
    data &&
    t('rawData.lead', {
      learner: data.attempt.learner.name,
      course: data.attempt.course.title,
      attempt: data.attempt.number,
    });
  return (
    <div className={styles.page}>
      {data && (
        <p>
          <Link to={attemptsHref(data.attempt.learner.id, data.attempt.course.id)}>
            {t('rawData.backToAttempts')}
          </Link>
        </p>
      )}
      <PageHeading
        key={data?.sco.title}
        title={data ? data.sco.title || data.sco.scoId : t('rawData.attemptsTitle')}
        {...(lead === undefined ? {} : { lead })}
      />
      <Loaded query={raw}>
        {(found) => (
          <>
            <Findings edition={found.attempt.edition} findings={found.findings} />
            <Standing sco={found.sco} />
            <Sessions of={{ learnerId, attemptId }} launched={found.attempt.whole ? '' : sco} sco={sco} />
            <Elements raw={found} />
          </>
        )}
      </Loaded>
    </div>
  );
}
