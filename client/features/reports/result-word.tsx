import { useTranslation } from 'react-i18next';
import styles from './reports.module.css';

const RESULTS = ['correct', 'incorrect', 'neutral', 'unanticipated'] as const;
type Result = (typeof RESULTS)[number];

/** A SCORM result in plain words; SCORM 1.2 says "wrong", and a number from a foreign package says nothing by itself. */
export function ResultWord({ result }: { result: string }) {
  const { t } = useTranslation();
  const known = readResult(result);
  if (known === null) return null;
  const tone = known === 'correct' || known === 'incorrect' ? styles[known] : undefined;
  return <span className={tone}>{t(`reports.result.${known}`)}</span>;
}

function readResult(result: string): Result | null {
  const word = result === 'wrong' ? 'incorrect' : result;
  return RESULTS.find((candidate) => candidate === word) ?? null;
}
