import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { buttonClass } from '#client/ui/button.tsx';
import type { LessonCard, Today } from '#server/contract/learning.ts';
import { lessonHref } from './lesson-href.ts';
import styles from './today.module.css';

type Props = { lesson: LessonCard; reason: Exclude<Today['reason'], 'nothing'> };

export function NextLesson({ lesson, reason }: Props) {
  const { t } = useTranslation();
  const action = t(`today.action.${reason}`);
  return (
    <section className={styles.next} aria-labelledby="next-lesson">
      <p className={styles.reason}>{t(`today.reason.${reason}`)}</p>
      <h2 id="next-lesson" className={styles.title} dir="auto">
        {lesson.title}
      </h2>
      {lesson.description !== '' && (
        <p className={styles.description} dir="auto">
          {lesson.description}
        </p>
      )}
      <Facts lesson={lesson} />
      <Link
        className={`${buttonClass('primary', true)} ${styles.go}`}
        to={lessonHref(lesson, reason === 'due-again')}
        aria-label={t('today.actionFor', { action, lesson: lesson.title })}
      >
        {action}
      </Link>
    </section>
  );
}

/** A package that came in has no known length, and its course goes by the same name. */
function Facts({ lesson }: { lesson: LessonCard }) {
  const { t } = useTranslation();
  const length = lesson.minutes > 0 && t('common.minutes', { count: lesson.minutes });
  const course = !lesson.imported && <bdi>{lesson.courseTitle}</bdi>;
  if (!length && !course) return null;
  return (
    <p className={styles.facts}>
      {length}
      {length && course && ' · '}
      {course}
    </p>
  );
}
