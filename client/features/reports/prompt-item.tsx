import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { formatShare } from '#client/ui/format.ts';
import { Meter } from '#client/ui/meter.tsx';
import type { AnswersReport } from '#server/contract/reports.ts';
import styles from './reports.module.css';
import { ResultWord } from './result-word.tsx';

type Prompt = AnswersReport['prompts'][number];

/** One prompt and its answers, the most chosen first; the bar is the share of first tries. */
export function PromptItem({ prompt }: { prompt: Prompt }) {
  const firstTries = prompt.responses.reduce((sum, response) => sum + response.firstTries, 0);
  const responses = prompt.responses.toSorted((a, b) => b.firstTries - a.firstTries || b.retries - a.retries);
  const id = useId();
  return (
    <section className={styles.prompt} aria-labelledby={id}>
      <p className={styles.soft}>
        <bdi>{prompt.lessonTitle}</bdi>
      </p>
      <h2 id={id} dir="auto">
        {prompt.prompt}
      </h2>
      <ul className={styles.responses}>
        {responses.map((response) => (
          <ResponseItem
            key={`${response.response}-${response.result}`}
            response={response}
            outOf={firstTries}
          />
        ))}
      </ul>
    </section>
  );
}

function ResponseItem({ response, outOf }: { response: Prompt['responses'][number]; outOf: number }) {
  const { t } = useTranslation();
  const share = outOf === 0 ? 0 : response.firstTries / outOf;
  return (
    <li className={styles.response}>
      <bdi>{response.response}</bdi>
      <Meter share={share} />
      <p className={styles.figures}>
        <strong>{formatShare(share)}</strong>
        <span>{t('reports.firstTries', { count: response.firstTries })}</span>
        {response.retries > 0 && <span>{t('reports.retries', { count: response.retries })}</span>}
        <ResultWord result={response.result} />
      </p>
    </li>
  );
}
