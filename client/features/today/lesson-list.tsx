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
  const { status, lastAttempt } = lesson;
  const isFailed = status === 'in-progress' && lastAttempt === 'failed';
  return (
    <li className={styles.lesson}>
      <div className={styles.what}>
        <h3 dir="auto">{lesson.title}</h3>
        <p className={styles.meta}>
          <StatusBadge status={status} text={t(isFailed ? 'today.failed' : `today.status.${status}`)} />
          {lesson.minutes > 0 && <span>{t('common.minutes', { count: lesson.minutes })}</span>}
          {lesson.scaledScore !== null && <span>{formatShare(lesson.scaledScore)}</span>}
          {lesson.attemptsLeft !== null && <AttemptsLeft lesson={lesson} count={lesson.attemptsLeft} />}
          {showCourse && !lesson.imported && <bdi>{lesson.courseTitle}</bdi>}
        </p>
        {lesson.dueAgain && <p className={styles.due}>{t('today.due')}</p>}
        {status !== 'in-progress' && lastAttempt === 'under-way' && (
          <p className={styles.due}>{t('today.underWay')}</p>
        )}
      </div>
      <div className={styles.actions}>
        <LessonActions lesson={lesson} />
      </div>
    </li>
  );
}

function AttemptsLeft({ lesson, count }: { lesson: LessonCard; count: number }) {
  const { t } = useTranslation();
  if (lesson.lastAttempt === 'none') return <span>{t('today.attempts', { count })}</span>;
  const isLast = lesson.lastAttempt === 'under-way' && count === 0;
  return <span>{isLast ? t('today.lastAttempt') : t('today.attemptsLeft', { count })}</span>;
}

/** What is over can be opened as it was left, or taken again as a new attempt while there is one. */
function LessonActions({ lesson }: { lesson: LessonCard }) {
  const { t } = useTranslation();
  const { lastAttempt, imported, reopen } = lesson;
  if (lastAttempt === 'none') return <Action lesson={lesson} text={t('today.start')} look="quiet" />;
  if (lastAttempt === 'under-way') return <Action lesson={lesson} text={t('today.resume')} look="quiet" />;
  // Opened for looking back, a package records nothing; a lesson of ours shows how it ended, and goes no further.
  const isLookingBack = lastAttempt === 'finished' && (!imported || reopen === 'review');
  return (
    <>
      <Action lesson={lesson} text={t(isLookingBack ? 'today.look' : 'today.open')} look="plain" />
      {lesson.attemptsLeft !== 0 && (
        <Action lesson={lesson} text={t(imported ? 'today.takeAgain' : 'today.again')} look="quiet" fresh />
      )}
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
