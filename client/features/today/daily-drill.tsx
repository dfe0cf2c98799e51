import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { buttonClass } from '#client/ui/button.tsx';
import type { Drill } from '#server/contract/learning.ts';
import { lessonHref } from './lesson-href.ts';
import styles from './today.module.css';

/** One short thing to practise each day; one more for those who like. */
export function DailyDrill({ drill }: { drill: Drill }) {
  const { t } = useTranslation();
  const { lesson, doneToday, done, total } = drill;
  const over = lesson.lastAttempt === 'finished' || lesson.lastAttempt === 'failed';
  const action = t(actionOf(drill));
  return (
    <section className={styles.drill} aria-labelledby="daily-drill">
      <h2 id="daily-drill">{t(doneToday ? 'today.drill.doneTitle' : 'today.drill.title')}</h2>
      {doneToday ? (
        <p>{t('today.drill.doneText')}</p>
      ) : (
        <p dir="auto" lang={lesson.language}>
          {lesson.title}
        </p>
      )}
      <Link
        className={buttonClass(doneToday ? 'plain' : 'quiet')}
        to={lessonHref(lesson, over)}
        aria-label={t('today.actionFor', { action, lesson: lesson.title })}
      >
        {action}
      </Link>
      <p className={styles.meta}>{t('today.drill.count', { done, total })}</p>
    </section>
  );
}

function actionOf({ lesson, doneToday }: Drill) {
  if (lesson.lastAttempt === 'under-way') return 'today.resume' as const;
  return doneToday ? ('today.drill.more' as const) : ('today.start' as const);
}
