import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { launchQuery } from '#client/api/launches.ts';
import { useRefreshLearning } from '#client/api/learning.ts';
import { useProblemText } from '#client/api/problem-text.ts';
import { buttonClass } from '#client/ui/button.tsx';
import { BackIcon } from '#client/ui/icons.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import { Spinner } from '#client/ui/spinner.tsx';
import { LessonFrame } from './lesson-frame.tsx';
import styles from './play.module.css';
import { PlayMessage } from './play-message.tsx';

type Props = { courseId: string; lessonId: string; fresh: boolean; onFinished: () => void };

/** One lesson, full height, in its frame. `fresh` asks for a new attempt; carrying on after a pause never does. */
export function Play({ courseId, lessonId, fresh, onFinished }: Props) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const refresh = useRefreshLearning();
  const [opening, setOpening] = useState({ number: 0, fresh });
  const [stopped, setStopped] = useState<'superseded' | 'expired' | null>(null);
  const launch = useQuery(launchQuery({ courseId, lessonId, fresh: opening.fresh }, opening.number));
  const openAgain = (again: boolean) => {
    setStopped(null);
    setOpening({ number: opening.number + 1, fresh: again });
  };
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
        {launch.isError && (
          <PlayMessage
            title={t('play.failedTitle')}
            text={problemText(launch.error)}
            action={t('common.tryAgain')}
            onAction={() => openAgain(opening.fresh)}
          />
        )}
        {launch.data && stopped !== null && (
          <PlayMessage
            title={t(`play.${stopped}Title`)}
            text={t(`play.${stopped}`)}
            action={stopped === 'superseded' ? t('play.continueHere') : t('play.openAgain')}
            onAction={() => openAgain(false)}
          />
        )}
        {launch.data && stopped === null && (
          <LessonFrame
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
