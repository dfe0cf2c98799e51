import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ApiError } from '#client/api/http.ts';
import { launchQuery } from '#client/api/launches.ts';
import { useRefreshLearning } from '#client/api/learning.ts';
import { useProblemText } from '#client/api/problem-text.ts';
import { buttonClass } from '#client/ui/button.tsx';
import { BackIcon } from '#client/ui/icons.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import { Spinner } from '#client/ui/spinner.tsx';
import styles from './play.module.css';
import { PlayMessage } from './play-message.tsx';
import { PlayStage } from './play-stage.tsx';

/** What a learner wants of a lesson: to carry on, a new attempt, or to look back without anything being counted. */
export type Wish = 'continue' | 'fresh' | 'review';

type Props = { courseId: string; lessonId: string; wish: Wish; onFinished: () => void };

/** One lesson, full height. Carrying on after a pause never asks for a new attempt. */
export function Play({ courseId, lessonId, wish, onFinished }: Props) {
  const { t } = useTranslation();
  const refresh = useRefreshLearning();
  const [opening, setOpening] = useState({ number: 0, wish });
  const [stopped, setStopped] = useState<'superseded' | 'expired' | null>(null);
  const wanted = { courseId, lessonId, fresh: opening.wish === 'fresh', review: opening.wish === 'review' };
  const launch = useQuery(launchQuery(wanted, opening.number));
  const openAgain = (next: Wish) => {
    setStopped(null);
    setOpening({ number: opening.number + 1, wish: next });
  };
  const carryOn = opening.wish === 'review' ? 'review' : 'continue';
  const handleFinished = () => {
    refresh();
    onFinished();
  };
  return (
    <main className={styles.page}>
      <header className={styles.bar}>
        <Link to="/" className={`${buttonClass('plain')} ${styles.back}`} onClick={refresh}>
          <BackIcon />
          {t('nav.today')}
        </Link>
        {launch.data && stopped === null && (
          <div className={styles.title}>
            <PageHeading title={launch.data.title} />
          </div>
        )}
      </header>
      <div className={styles.stage}>
        {launch.isPending && <Spinner label={t('play.opening')} />}
        {launch.isError && <Refused error={launch.error} wish={opening.wish} onOpen={openAgain} />}
        {launch.data && stopped !== null && (
          <PlayMessage
            title={t(`play.${stopped}Title`)}
            text={t(`play.${stopped}`)}
            action={{
              text: stopped === 'superseded' ? t('play.continueHere') : t('play.openAgain'),
              onPress: () => openAgain(carryOn),
            }}
          />
        )}
        {launch.data && stopped === null && (
          <PlayStage
            key={launch.data.id}
            launch={launch.data}
            onSaved={refresh}
            onFinished={handleFinished}
            onStopped={setStopped}
          />
        )}
      </div>
    </main>
  );
}

type RefusedProps = { error: unknown; wish: Wish; onOpen: (wish: Wish) => void };

/** Why it does not open. When every attempt is taken, the last one can still be seen. */
function Refused({ error, wish, onOpen }: RefusedProps) {
  const { t } = useTranslation();
  const text = useProblemText()(error);
  const id = error instanceof ApiError ? error.problem.id : '';
  if (id === 'nothing-to-review') return <PlayMessage title={t('play.nothingToReview')} text={text} />;
  if (id === 'no-attempts-left') {
    const action = { text: t('play.openLast'), onPress: () => onOpen('continue') };
    return <PlayMessage title={t('play.noAttemptsLeft')} text={text} action={action} />;
  }
  const action = { text: t('common.tryAgain'), onPress: () => onOpen(wish) };
  return <PlayMessage title={t('play.failedTitle')} text={text} action={action} />;
}
