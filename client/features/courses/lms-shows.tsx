import { useTranslation } from 'react-i18next';
import type { ExportOptions } from '#courses/scorm/export-options.ts';
import type { ExportProfile } from '#server/contract/catalogue.ts';
import styles from './export.module.css';
import { useReported } from './use-reported.ts';

type Props = { isKnown: boolean; lessons: number; profile: ExportProfile; options: ExportOptions };

/** What comes of the choices in that LMS, what the package reports, and why, where an LMS needs something special. */
export function LmsShows({ isKnown, lessons, profile, options }: Props) {
  const { t } = useTranslation();
  const { name, shows, deviations, notes, recommended } = profile;
  const reported = useReported(lessons, profile, options);
  const asRecommended = options.layout === recommended.layout && options.edition === recommended.edition;
  return (
    <section className={styles.shows} aria-labelledby="lms-shows" aria-live="polite">
      <h2 id="lms-shows">{isKnown ? t('export.showsTitle', { lms: name }) : t('export.showsYours')}</h2>
      {asRecommended ? (
        shows.map((text) => <p key={text}>{text}</p>)
      ) : (
        <p>{t(isKnown ? 'export.showsOther' : 'export.showsOtherYours', { lms: name })}</p>
      )}
      <h3>{t('export.reportedTitle')}</h3>
      <dl className={styles.rows}>
        {reported.map(({ name: what, text }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <Facts title={t('export.notesTitle')} facts={notes.map((text) => ({ text }))} />
      <Facts
        title={t('export.whyTitle')}
        facts={deviations.map(({ reason, source }) => ({ text: reason, source }))}
      />
    </section>
  );
}

type Fact = { text: string; source?: string };

function Facts({ title, facts }: { title: string; facts: readonly Fact[] }) {
  const { t } = useTranslation();
  if (facts.length === 0) return null;
  return (
    <details className={styles.facts}>
      <summary>{title}</summary>
      <ul>
        {facts.map(({ text, source }) => (
          <li key={text}>
            {text}{' '}
            {source !== undefined && <span className={styles.soft}>{t('export.source', { source })}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
