import { useTranslation } from 'react-i18next';
import type { Notice } from '#server/contract/imports.ts';
import { groupNotices, type NoticeGroup } from './group-notices.ts';
import styles from './version.module.css';

/** What is odd about a package. It plays all the same, so this is told calmly, and what is alike is folded together. */
export function WorthKnowing({ notices }: { notices: readonly Notice[] }) {
  const { t } = useTranslation();
  if (notices.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="worth-knowing">
      <h2 id="worth-knowing">{t('imports.noticesTitle')}</h2>
      <p className={styles.soft}>{t('imports.noticesLead')}</p>
      <ul className={styles.notices}>
        {groupNotices(notices).map((group) => (
          <li key={group.rule}>
            <Group group={group} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Group({ group: { messages } }: { group: NoticeGroup }) {
  const { t } = useTranslation();
  const [first, ...others] = messages;
  return (
    <>
      <p dir="auto">{first}</p>
      {others.length > 0 && (
        <details className={styles.fold}>
          <summary>{t('imports.alike', { count: others.length })}</summary>
          <ul>
            {others.map((message) => (
              <li key={message} dir="auto">
                {message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
