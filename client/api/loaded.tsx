import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { Spinner } from '#client/ui/spinner.tsx';
import { useProblemText } from './problem-text.ts';

type Props<T> = { query: UseQueryResult<T>; children: (data: T) => ReactNode };

/** The states of a request, shown the same way everywhere: waiting, failed with a way to try again, there. */
export function Loaded<T>({ query, children }: Props<T>) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const retry = (
    <Button onPress={() => void query.refetch()} isPending={query.isFetching}>
      {t('common.tryAgain')}
    </Button>
  );
  if (query.isPending) return <Spinner label={t('common.loading')} />;
  // What was loaded before stays readable when a later refresh fails.
  if (query.data === undefined) return <Notice tone="bad" text={problemText(query.error)} action={retry} />;
  return (
    <>
      {query.isError && <Notice tone="warn" text={t('problem.stale')} action={retry} />}
      {children(query.data)}
    </>
  );
}
