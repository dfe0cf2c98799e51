import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { packageHref } from '#client/api/courses.ts';
import { buttonClass } from '#client/ui/button.tsx';
import { formatDay } from '#client/ui/format.ts';
import type { CourseSummary } from '#server/contract/catalogue.ts';
import { courseHref } from './course-href.ts';
import styles from './courses.module.css';
import { ImportedItem } from './imported-item.tsx';

export function CourseItem({ course, canExport }: { course: CourseSummary; canExport: boolean }) {
  return (
    <li className={styles.course}>
      {course.source === 'import' ? (
        <ImportedItem course={course} canEdit={canExport} />
      ) : (
        <LibraryItem course={course} canExport={canExport} />
      )}
    </li>
  );
}

function LibraryItem({ course, canExport }: { course: CourseSummary; canExport: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <div className={styles.about}>
        <h2 id={`course-${course.id}`} dir="auto" lang={course.language}>
          {course.title}
        </h2>
        <p className={styles.soft}>
          {t('courses.version', { version: course.version, date: formatDay(course.publishedMs ?? 0) })}
          {' · '}
          {t('courses.lessons', { count: course.lessons.length })}
        </p>
        <p dir="auto" lang={course.language}>
          {course.description}
        </p>
        <ol className={styles.lessons} lang={course.language}>
          {course.lessons.map((lesson) => (
            <li key={lesson.id}>
              <bdi>{lesson.title}</bdi>{' '}
              <span className={styles.soft} lang="en">
                {t('common.minutesShort', { count: lesson.minutes })}
              </span>
            </li>
          ))}
        </ol>
        {canExport && (
          <p>
            <Link
              to={courseHref(course.id)}
              aria-label={t('courses.downloadFor', { action: t('courses.settings'), course: course.title })}
            >
              {t('courses.settings')}
            </Link>
          </p>
        )}
      </div>
      {canExport && <TakeAlong course={course} />}
    </>
  );
}

function TakeAlong({ course }: { course: CourseSummary }) {
  const { t } = useTranslation();
  return (
    <section className={styles.take} aria-labelledby={`take-${course.id} course-${course.id}`}>
      <h3 id={`take-${course.id}`}>{t('courses.takeTitle')}</h3>
      <p>{t('courses.take')}</p>
      <p className={styles.soft}>{t('courses.which')}</p>
      <div className={styles.downloads}>
        <a
          className={buttonClass('primary')}
          href={packageHref(course.id, { edition: '1.2' })}
          download
          aria-label={t('courses.downloadFor', { action: t('courses.download12'), course: course.title })}
        >
          {t('courses.download12')}
        </a>
        <Link
          className={buttonClass('quiet')}
          to={`${courseHref(course.id)}/export`}
          aria-label={t('courses.chooseFor', { action: t('courses.choose'), course: course.title })}
        >
          {t('courses.choose')}
        </Link>
      </div>
    </section>
  );
}
