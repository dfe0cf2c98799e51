import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { versionsQuery, zipHref } from '#client/api/imports.ts';
import { Loaded } from '#client/api/loaded.tsx';
import { buttonClass } from '#client/ui/button.tsx';
import { formatDay } from '#client/ui/format.ts';
import type { CourseSummary } from '#server/contract/catalogue.ts';
import type { CourseVersions } from '#server/contract/imports.ts';
import styles from './course.module.css';
import { versionHref } from './course-href.ts';

type Version = CourseVersions['versions'][number];

/** Which package learners play, what waits, and what came before; the way in for the next one. */
export function CourseVersionList({ course, addVersion }: { course: CourseSummary; addVersion: ReactNode }) {
  const { t } = useTranslation();
  const versions = useQuery(versionsQuery(course.id));
  return (
    <section className={styles.section} aria-labelledby="course-versions">
      <h2 id="course-versions">{t('courses.versions')}</h2>
      <Loaded query={versions}>
        {(data) => (
          <ul className={styles.versions}>
            {data.versions.map((version) => (
              <VersionLine key={version.number} courseId={course.id} version={version} />
            ))}
          </ul>
        )}
      </Loaded>
      {addVersion}
      {course.version > 0 && (
        <p>
          <a className={buttonClass('quiet')} href={zipHref(course.id)} download>
            {t('courses.downloadZip')}
          </a>
        </p>
      )}
    </section>
  );
}

function VersionLine({ courseId, version }: { courseId: string; version: Version }) {
  const { t } = useTranslation();
  const isDraft = version.state === 'draft';
  const { number } = version;
  return (
    <li>
      <div className={styles.versionHead}>
        <Link to={versionHref(courseId, number)}>{t('courses.versionNumber', { number })}</Link>
        {version.isCurrent && <span className={styles.now}>{t('courses.current')}</span>}
        {isDraft && <span className={styles.waits}>{t('courses.waits')}</span>}
      </div>
      <p className={styles.soft}>
        {isDraft
          ? t('courses.cameOn', { date: formatDay(version.importedMs) })
          : t('courses.publishedOn', { date: formatDay(version.publishedMs ?? version.importedMs) })}
        {!isDraft && ` · ${t('courses.begunBy', { count: version.learners })}`}
      </p>
      <p className={styles.soft}>
        <bdi>{version.fileName}</bdi>
      </p>
    </li>
  );
}
