import { useTranslation } from 'react-i18next';
import styles from './reports.module.css';

const RESULTS = ['correct', 'incorrect', 'neutral', 'unanticipated'] as const;

/** A result in plain words; some packages give a number instead. */
export function ResultWord({ result }: { result: string }) {
  const { t } = useTranslation();
  if (/^-?\d/.test(result)) return <span>{t('reports.result.score', { score: result })}</span>;
  const known = RESULTS.find((candidate) => candidate === result);
  if (known === undefined) return null;
  const tone = known === 'correct' || known === 'incorrect' ? styles[known] : undefined;
  return <span className={tone}>{t(`reports.result.${known}`)}</span>;
}
