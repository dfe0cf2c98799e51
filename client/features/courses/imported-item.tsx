import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { buttonClass } from '#client/ui/button.tsx';
import { formatDay } from '#client/ui/format.ts';
import type { CourseSummary } from '#server/contract/catalogue.ts';
import { courseHref, versionHref } from './course-href.ts';
import styles from './courses.module.css';
import { SourceBadge } from './source-badge.tsx';

/** A package that somebody handed in. It is taken elsewhere as the zip it came as, so there is nothing to choose. */
export function ImportedItem({ course, canEdit }: { course: CourseSummary; canEdit: boolean }) {
  const { t } = useTranslation();
  const named = (action: string) => t('courses.downloadFor', { action, course: course.title });
  return (
    <>
      <div className={styles.about}>
        <h2 id={`course-${course.id}`} dir="auto" lang={course.language}>
          {course.title}
        </h2>
        <p className={styles.badges}>
          <SourceBadge tool={course.tool} />
          <span className={styles.soft}>
            {course.publishedMs === null
              ? t('courses.unpublished')
              : t('courses.version', { version: course.version, date: formatDay(course.publishedMs) })}
          </span>
        </p>
        {course.description !== '' && (
          <p dir="auto" lang={course.language}>
            {course.description}
          </p>
        )}
      </div>
      {canEdit && (
        <div className={styles.manage}>
          {course.draft !== null && (
            <>
              <p>
                {course.version === 0
                  ? t('courses.firstDraft')
                  : t('courses.nextDraft', { number: course.draft })}
              </p>
              <Link
                className={buttonClass('primary')}
                to={versionHref(course.id, course.draft)}
                aria-label={named(t('courses.openDraft'))}
              >
                {t('courses.openDraft')}
              </Link>
            </>
          )}
          {course.version > 0 && (
            <Link
              className={buttonClass('quiet')}
              to={courseHref(course.id)}
              aria-label={named(t('courses.manage'))}
            >
              {t('courses.manage')}
            </Link>
          )}
        </div>
      )}
    </>
  );
}
