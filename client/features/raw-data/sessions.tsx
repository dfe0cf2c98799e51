import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Loaded } from '#client/api/loaded.tsx';
import { sessionsQuery } from '#client/api/raw-data.ts';
import { formatWhen } from '#client/ui/format.ts';
import type { AttemptSessions } from '#server/contract/raw-data.ts';
import styles from './raw-data.module.css';
import { type AttemptOf, logHref } from './raw-data-href.ts';
import { useTime } from './use-time.ts';

type Props = { of: AttemptOf; launched: string; sco: string };

/** Each load of the page that plays it, with the way to its calls. */
export function Sessions({ of, launched, sco }: Props) {
  const { t } = useTranslation();
  const sessions = useQuery(sessionsQuery(of.attemptId));
  return (
    <section className={styles.part} aria-labelledby="sessions">
      <h2 id="sessions">{t('rawData.sessionsTitle')}</h2>
      <p className={styles.soft}>{t('rawData.sessionsLead')}</p>
      <Loaded query={sessions}>
        {(data) => {
          const own = data.sessions.filter((session) => session.sco === sco);
          if (own.length === 0) return <p>{t('rawData.noSessions')}</p>;
          return (
            <ul className={styles.sessions}>
              {own.map((session) => (
                <SessionItem
                  key={session.epoch}
                  session={session}
                  href={logHref(of, { launched, epoch: session.epoch, sco })}
                />
              ))}
            </ul>
          );
        }}
      </Loaded>
    </section>
  );
}

type ItemProps = { session: AttemptSessions['sessions'][number]; href: string };

function SessionItem({ session: { startedMs, seconds, ended, log }, href }: ItemProps) {
  const { t } = useTranslation();
  const formatTime = useTime();
  const date = formatWhen(startedMs);
  const action = t('rawData.toLog');
  return (
    <li>
      <span>{t('rawData.session', { from: date, time: formatTime(seconds) })}</span>
      <span className={styles.soft}>{t(ended ? 'rawData.sessionEnded' : 'rawData.sessionOpen')}</span>
      {log === null ? (
        <span className={styles.soft}>{t('rawData.noLog')}</span>
      ) : (
        <Link to={href} aria-label={t('rawData.toLogFor', { action, date })}>
          {action}
        </Link>
      )}
    </li>
  );
}
