import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Loaded } from '#client/api/loaded.tsx';
import { callLogQuery, type LogScope, rawCmiQuery } from '#client/api/raw-data.ts';
import { Button } from '#client/ui/button.tsx';
import { CheckField } from '#client/ui/check-field.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import type { CallLogView } from '#server/contract/raw-data.ts';
import { CallTable } from './call-table.tsx';
import { useErrorWords } from './error-words.ts';
import styles from './raw-data.module.css';
import { type AttemptOf, scoHref } from './raw-data-href.ts';

type Props = { of: AttemptOf; scope: LogScope };

/** The calls of one page load. Whether only failed ones are shown stands in the address. */
export function CallLog({ of, scope }: Props) {
  const { attemptId } = of;
  const { t } = useTranslation();
  const [, setParams] = useSearchParams();
  const raw = useQuery(rawCmiQuery(attemptId, scope.sco ?? scope.launched));
  const log = useInfiniteQuery(callLogQuery(attemptId, scope));
  const handleErrors = (isOn: boolean) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (isOn) after.set('errors', '1');
        else after.delete('errors');
        return after;
      },
      { replace: true },
    );
  const title = raw.data ? raw.data.sco.title || raw.data.sco.scoId : undefined;
  return (
    <div className={styles.wide}>
      <p>
        <Link to={scoHref(of, scope.sco ?? scope.launched)}>{t('rawData.backToSco')}</Link>
      </p>
      <PageHeading
        title={t('rawData.logTitle')}
        {...(title === undefined ? {} : { lead: <bdi>{title}</bdi> })}
      />
      <CheckField label={t('rawData.onlyErrors')} isChecked={scope.errors} onChange={handleErrors} />
      <Loaded query={log}>
        {({ pages }) => (
          <Calls pages={pages} edition={raw.data?.attempt.edition ?? '1.2'} errors={scope.errors} />
        )}
      </Loaded>
      {log.hasNextPage && (
        <Button onPress={() => void log.fetchNextPage()} isPending={log.isFetchingNextPage}>
          {t('rawData.more')}
        </Button>
      )}
    </div>
  );
}

type CallsProps = { pages: readonly CallLogView[]; edition: '1.2' | '2004-4'; errors: boolean };

function Calls({ pages, edition, errors }: CallsProps) {
  const { t } = useTranslation();
  const errorWords = useErrorWords(edition);
  const calls = pages.flatMap((page) => page.calls);
  const leftOut = pages.reduce((sum, page) => sum + page.leftOut, 0);
  return (
    <>
      {leftOut > 0 && <p>{t('rawData.leftOut', { count: leftOut })}</p>}
      {calls.length === 0 ? (
        <p>{t(errors ? 'rawData.noFailed' : 'rawData.noCalls')}</p>
      ) : (
        <CallTable calls={calls} errorWords={errorWords} />
      )}
    </>
  );
}
