import { useTranslation } from 'react-i18next';
import { type Edition, packageHref } from '#client/api/courses.ts';
import { buttonClass, type Look } from '#client/ui/button.tsx';
import { formatDay } from '#client/ui/format.ts';
import type { CourseSummary } from '#server/contract/catalogue.ts';
import styles from './courses.module.css';

export function CourseItem({ course, canExport }: { course: CourseSummary; canExport: boolean }) {
  const { t } = useTranslation();
  return (
    <li className={styles.course}>
      <div className={styles.about} lang={course.language}>
        <h2 id={`course-${course.id}`} dir="auto">
          {course.title}
        </h2>
        <p className={styles.soft} lang="en">
          {t('courses.version', { version: course.version, date: formatDay(course.publishedMs) })}
          {' · '}
          {t('courses.lessons', { count: course.lessons.length })}
        </p>
        <p dir="auto">{course.description}</p>
        <ol className={styles.lessons}>
          {course.lessons.map((lesson) => (
            <li key={lesson.id}>
              <bdi>{lesson.title}</bdi>{' '}
              <span className={styles.soft}>{t('common.minutesShort', { count: lesson.minutes })}</span>
            </li>
          ))}
        </ol>
      </div>
      {canExport && <TakeAlong course={course} />}
    </li>
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
        <Download course={course} edition="1.2" text={t('courses.download12')} look="primary" />
        <Download course={course} edition="2004-4" text={t('courses.download2004')} look="quiet" />
      </div>
    </section>
  );
}

function Download({
  course,
  edition,
  text,
  look,
}: {
  course: CourseSummary;
  edition: Edition;
  text: string;
  look: Look;
}) {
  const { t } = useTranslation();
  return (
    <a
      className={buttonClass(look)}
      href={packageHref(course.id, edition)}
      download
      aria-label={t('courses.downloadFor', { action: text, course: course.title })}
    >
      {text}
    </a>
  );
}
