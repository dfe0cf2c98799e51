import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { exportProfilesQuery, guideQuery } from '#client/api/courses.ts';
import { Loaded } from '#client/api/loaded.tsx';
import { buttonClass } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { BackIcon } from '#client/ui/icons.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import styles from './guide.module.css';
import { GuideText } from './guide-text.tsx';

/** How to import a package into one LMS; `?course=` leads back to the package it was opened from. */
export function GuidePage({ lms }: { lms: string }) {
  const { t } = useTranslation();
  const profiles = useQuery(exportProfilesQuery);
  const [params] = useSearchParams();
  const course = params.get('course');
  const query = course === null ? '' : `?${new URLSearchParams({ course })}`;
  return (
    <div className={styles.page}>
      <Link to={backTo(course, lms)} className={`${buttonClass('plain')} ${styles.back}`}>
        <BackIcon />
        {t(course === null ? 'guide.toCourses' : 'guide.back')}
      </Link>
      <Loaded query={profiles}>
        {(data) => (
          <>
            {data.profiles.some(({ id }) => id === lms) ? <Guide lms={lms} /> : <NoGuide query={query} />}
            <nav className={styles.others} aria-labelledby="other-guides">
              <h2 id="other-guides">{t('guide.other')}</h2>
              <ul>
                {data.profiles
                  .filter(({ id }) => id !== lms)
                  .map(({ id, name }) => (
                    <li key={id}>
                      <Link to={`/guides/${id}${query}`}>{name}</Link>
                    </li>
                  ))}
              </ul>
            </nav>
          </>
        )}
      </Loaded>
    </div>
  );
}

function backTo(course: string | null, lms: string): string {
  if (course === null) return '/courses';
  return `/courses/${encodeURIComponent(course)}/export?${new URLSearchParams({ lms })}`;
}

function Guide({ lms }: { lms: string }) {
  const guide = useQuery(guideQuery(lms));
  return (
    <Loaded query={guide}>
      {({ title, intro, sections }) => (
        <article className={styles.guide} lang="en">
          <PageHeading title={title} />
          <GuideText blocks={intro} />
          {sections.map((section) => (
            <section key={section.title}>
              <h2>{section.title}</h2>
              <GuideText blocks={section.blocks} />
            </section>
          ))}
        </article>
      )}
    </Loaded>
  );
}

function NoGuide({ query }: { query: string }) {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('guide.noGuideTitle')} />
      <EmptyState
        title={t('guide.noGuideText')}
        text=""
        action={
          <Link to={`/guides/generic${query}`} className={buttonClass('primary')}>
            {t('guide.generic')}
          </Link>
        }
      />
    </>
  );
}
