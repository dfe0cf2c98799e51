import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { buttonClass, type Look } from '#client/ui/button.tsx';
import { formatShare } from '#client/ui/format.ts';
import { StatusBadge } from '#client/ui/status-badge.tsx';
import type { LessonCard } from '#server/contract/learning.ts';
import { lessonHref } from './lesson-href.ts';
import styles from './today.module.css';

export function LessonList({ lessons }: { lessons: readonly LessonCard[] }) {
  const { t } = useTranslation();
  const oneCourse = new Set(lessons.map(({ courseId }) => courseId)).size === 1;
  return (
    <section className={styles.section} aria-labelledby="all-lessons">
      <h2 id="all-lessons">{t('today.lessons')}</h2>
      <ul className={styles.lessons}>
        {lessons.map((lesson) => (
          <LessonRow key={`${lesson.courseId}/${lesson.lessonId}`} lesson={lesson} showCourse={!oneCourse} />
        ))}
      </ul>
    </section>
  );
}

function LessonRow({ lesson, showCourse }: { lesson: LessonCard; showCourse: boolean }) {
  const { t } = useTranslation();
  return (
    <li className={styles.lesson}>
      <div>
        <h3 dir="auto">{lesson.title}</h3>
        <p className={styles.meta}>
          <StatusBadge status={lesson.status} text={t(`today.status.${lesson.status}`)} />
          <span>{t('common.minutes', { count: lesson.minutes })}</span>
          {lesson.scaledScore !== null && <span>{formatShare(lesson.scaledScore)}</span>}
          {showCourse && <bdi>{lesson.courseTitle}</bdi>}
        </p>
        {lesson.dueAgain && <p className={styles.due}>{t('today.due')}</p>}
      </div>
      <div className={styles.actions}>
        <LessonActions lesson={lesson} />
      </div>
    </li>
  );
}

/** A finished lesson can be looked at as it was left, or taken again as a new attempt. */
function LessonActions({ lesson }: { lesson: LessonCard }) {
  const { t } = useTranslation();
  if (lesson.status === 'not-started') return <Action lesson={lesson} text={t('today.start')} look="quiet" />;
  if (lesson.status === 'in-progress')
    return <Action lesson={lesson} text={t('today.resume')} look="quiet" />;
  return (
    <>
      <Action lesson={lesson} text={t('today.look')} look="plain" />
      <Action lesson={lesson} text={t('today.again')} look="quiet" fresh />
    </>
  );
}

function Action({
  lesson,
  text,
  look,
  fresh = false,
}: {
  lesson: LessonCard;
  text: string;
  look: Look;
  fresh?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Link
      className={buttonClass(look)}
      to={lessonHref(lesson, fresh)}
      aria-label={t('today.actionFor', { action: text, lesson: lesson.title })}
    >
      {text}
    </Link>
  );
}
