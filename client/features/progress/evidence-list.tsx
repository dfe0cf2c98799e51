import { useTranslation } from 'react-i18next';
import { When } from '#client/ui/when.tsx';
import type { Evidence } from '#server/contract/learning.ts';
import styles from './progress.module.css';

/** What a level rests on: which answer, in which lesson, when, and why something counts as practising only. */
export function EvidenceList({ evidence, own }: { evidence: readonly Evidence[]; own: boolean }) {
  return (
    <ul className={styles.evidence}>
      {evidence.map((item) => (
        <EvidenceItem key={item.id} item={item} own={own} />
      ))}
    </ul>
  );
}

function EvidenceItem({ item, own }: { item: Evidence; own: boolean }) {
  const { t } = useTranslation();
  const context = own ? {} : { context: 'them' };
  return (
    <li className={styles.answer}>
      {item.prompt !== '' && (
        <p className={styles.asked}>
          {t('progress.prompt')}: <bdi>{item.prompt}</bdi>
        </p>
      )}
      {item.response !== '' && (
        <p className={styles.said}>
          <span className="visually-hidden">{t('progress.response', context)}: </span>
          <bdi>“{item.response}”</bdi>
        </p>
      )}
      <p className={styles.why}>
        <span className={styles[item.kind]}>{t(`progress.kind.${item.kind}`)}.</span>{' '}
        {t(`progress.because.${item.because ?? 'success'}`, context)}
      </p>
      <p className={styles.where}>
        {t('progress.from', { lesson: item.lessonTitle })} · {t('progress.round', { attempt: item.attempt })}{' '}
        · <When ms={item.atMs} />
      </p>
    </li>
  );
}
