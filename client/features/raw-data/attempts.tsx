import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Loaded } from '#client/api/loaded.tsx';
import { attemptsQuery } from '#client/api/raw-data.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { formatWhen } from '#client/ui/format.ts';
import { PageHeading } from '#client/ui/page-heading.tsx';
import type { LearnerAttempts, ScoStanding } from '#server/contract/raw-data.ts';
import styles from './raw-data.module.css';
import { scoHref } from './raw-data-href.ts';
import { Standing } from './standing.tsx';

type Props = { learnerId: string; courseId: string };
type Attempt = LearnerAttempts['attempts'][number];

/** A learner's attempts at one course, as the content reported them. */
export function Attempts({ learnerId, courseId }: Props) {
  const { t } = useTranslation();
  const attempts = useQuery(attemptsQuery(learnerId, courseId));
  const { data } = attempts;
  const back = `/reports/learners/${encodeURIComponent(learnerId)}?${new URLSearchParams({ course: courseId })}`;
  return (
    <div className={styles.page}>
      <p>
        <Link to={back}>{t('rawData.backToLearner', { name: data?.learner.name ?? '…' })}</Link>
      </p>
      <PageHeading title={t('rawData.attemptsTitle')} lead={t('rawData.attemptsLead')} />
      <Loaded query={attempts}>
        {(found) => (
          <>
            <p className={styles.about}>
              <bdi>{found.learner.name}</bdi>, <bdi>{found.course.title}</bdi>
            </p>
            {found.attempts.length === 0 && (
              <EmptyState title={t('rawData.noAttemptsTitle')} text={t('rawData.noAttemptsText')} />
            )}
            {found.attempts.map((attempt) => (
              <AttemptSection key={attempt.id} learnerId={learnerId} attempt={attempt} />
            ))}
          </>
        )}
      </Loaded>
    </div>
  );
}

function AttemptSection({ learnerId, attempt }: { learnerId: string; attempt: Attempt }) {
  const { t } = useTranslation();
  const { version, startedMs, tool, trial } = attempt;
  const edition = t(attempt.edition === '1.2' ? 'rawData.edition.1_2' : 'rawData.edition.2004-4');
  const notes = [
    t('rawData.about', { version, edition, date: formatWhen(startedMs) }),
    ...(tool === null ? [] : [t('rawData.aboutTool', { tool })]),
    ...(trial ? [t('rawData.trial')] : []),
  ];
  const id = `attempt-${attempt.id}`;
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id}>{t('rawData.attempt', { number: attempt.number })}</h2>
      <p className={styles.soft}>{notes.join(' · ')}</p>
      <ul className={styles.scos}>
        {attempt.scos.map((sco) => (
          <ScoItem
            key={sco.scoId}
            href={scoHref({ learnerId, attemptId: attempt.id }, sco.scoId)}
            isWhole={attempt.whole && sco.scoId === ''}
            sco={sco}
          />
        ))}
      </ul>
    </section>
  );
}

function ScoItem({ href, isWhole, sco }: { href: string; isWhole: boolean; sco: ScoStanding }) {
  const { t } = useTranslation();
  const title = sco.title || sco.scoId;
  const action = t('rawData.look');
  return (
    <li className={styles.sco}>
      <div className={styles.scoHead}>
        <h3 dir="auto">{title}</h3>
        {isWhole && <span className={styles.soft}>{t('rawData.whole')}</span>}
      </div>
      <Standing sco={sco} />
      <Link to={href} aria-label={t('rawData.lookFor', { action, sco: title })}>
        {action}
      </Link>
    </li>
  );
}
