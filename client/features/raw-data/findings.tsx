import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Notice } from '#client/ui/notice.tsx';
import type { AttemptHead, Finding } from '#server/contract/raw-data.ts';
import { useErrorWords } from './error-words.ts';
import styles from './raw-data.module.css';

type Props = { edition: AttemptHead['edition']; findings: readonly Finding[] };

/** The verdict in plain sentences, the worst first. */
export function Findings({ edition, findings }: Props) {
  const { t } = useTranslation();
  const errorWords = useErrorWords(edition);
  return (
    <section className={styles.part} aria-labelledby="verdict">
      <h2 id="verdict">{t('rawData.verdictTitle')}</h2>
      {findings.length === 0 && <p>{t('rawData.nothingOdd')}</p>}
      {findings.map((finding) => (
        <Notice
          key={`${finding.kind} ${finding.what} ${finding.error}`}
          tone={finding.tone === 'bad' ? 'warn' : finding.tone}
          text={<span dir="auto">{sentence(t, finding, errorWords(finding.error))}</span>}
        />
      ))}
    </section>
  );
}

function sentence(t: TFunction, { kind, what, value, error, times }: Finding, words: string): string {
  const key = kind === 'refused' && value === '' ? 'refusedHidden' : kind;
  return t(`rawData.finding.${key}`, { count: times, what, value, error, words });
}
