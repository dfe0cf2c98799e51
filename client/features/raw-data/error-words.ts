import { useTranslation } from 'react-i18next';
import type { AttemptHead } from '#server/contract/raw-data.ts';

/** An error of the run-time in a sentence; '' for none and for codes that the edition does not know. */
export function useErrorWords(edition: AttemptHead['edition']): (error: string) => string {
  const { t, i18n } = useTranslation();
  return (error) => {
    const key = `rawData.errors.${edition === '1.2' ? 'v1_2' : 'v2004'}.${error}`;
    // a code is whatever the run-time said, so it is looked up before it becomes a key
    return /^\d{3}$/.test(error) && i18n.exists(key) ? t(key as 'rawData.errors.v1_2.101') : '';
  };
}
