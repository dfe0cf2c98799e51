import { useTranslation } from 'react-i18next';
import type { ExportOptions } from '#courses/scorm/export-options.ts';
import type { ExportProfile } from '#server/contract/catalogue.ts';
import styles from './export.module.css';
import { useWhatLmsShows } from './use-what-lms-shows.ts';

type Props = { title: string; lessons: number; profile: ExportProfile; options: ExportOptions };

/** What comes of the choices, in the words of an LMS's own report; and why, where an LMS needs something special. */
export function LmsShows({ title, lessons, profile, options }: Props) {
  const { t } = useTranslation();
  const rows = useWhatLmsShows(lessons, profile, options);
  return (
    <section className={styles.shows} aria-labelledby="lms-shows" aria-live="polite">
      <h2 id="lms-shows">{title}</h2>
      <dl className={styles.rows}>
        {rows.map(({ name, text }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {profile.reasons.length > 0 && (
        <details className={styles.why}>
          <summary>{t('export.whyTitle')}</summary>
          <ul>
            {profile.reasons.map(({ text, source }) => (
              <li key={text}>
                {text} <span className={styles.soft}>{t('export.source', { source })}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
