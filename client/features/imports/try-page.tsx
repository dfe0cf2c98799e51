import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { tryQuery } from '#client/api/imports.ts';
import { useProblemText } from '#client/api/problem-text.ts';
import { Button, buttonClass } from '#client/ui/button.tsx';
import { BackIcon } from '#client/ui/icons.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import { Spinner } from '#client/ui/spinner.tsx';
import type { Launch } from '#server/contract/learning.ts';
import styles from './try.module.css';
import { versionHref } from './version-href.ts';

export type Stop = 'finished' | 'superseded' | 'expired';
type Props = {
  courseId: string;
  number: number;
  /** What plays it; it says when it is over. */
  children: (launch: Launch, onStop: (why: Stop) => void) => ReactNode;
};

/** A package as learners will see it, full height, under a bar that says that nothing is counted. */
export function TryPage({ courseId, number, children }: Props) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [opening, setOpening] = useState(0);
  const [stop, setStop] = useState<Stop | null>(null);
  const launch = useQuery(tryQuery(courseId, number, opening));
  const back = versionHref(courseId, number);
  const openAgain = () => {
    setStop(null);
    setOpening(opening + 1);
  };
  const message = (title: string, text: string) => (
    <div className={styles.message} role="alert">
      <h2>{title}</h2>
      <p>{text}</p>
      <div className={styles.actions}>
        <Link to={back} className={buttonClass('primary')}>
          {t('imports.backToPackage')}
        </Link>
        <Button onPress={openAgain}>{t('imports.openAgain')}</Button>
      </div>
    </div>
  );
  return (
    <main className={styles.page}>
      <header className={styles.bar}>
        <Link to={back} className={`${buttonClass('plain')} ${styles.back}`}>
          <BackIcon />
          {t('imports.tryEnd')}
        </Link>
        <div className={styles.title}>
          <PageHeading title={t('imports.trying')} />
        </div>
      </header>
      <div className={styles.stage}>
        {launch.isPending && <Spinner label={t('imports.opening')} />}
        {launch.isError && message(t('imports.tryFailed'), problemText(launch.error))}
        {launch.data && stop !== null && message(t(`imports.stop.${stop}Title`), t(`imports.stop.${stop}`))}
        {launch.data && stop === null && children(launch.data, setStop)}
      </div>
    </main>
  );
}
