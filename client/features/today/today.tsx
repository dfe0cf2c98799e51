import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { todayQuery } from '#client/api/learning.ts';
import { Loaded } from '#client/api/loaded.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import type { Today as TodayData } from '#server/contract/learning.ts';
import { CourseLanguage } from './course-language.tsx';
import { DailyDrill } from './daily-drill.tsx';
import { LessonList } from './lesson-list.tsx';
import { NextLesson } from './next-lesson.tsx';
import { PlanList } from './plan-list.tsx';
import styles from './today.module.css';
import { useCourseLanguage } from './use-course-language.ts';

/** The agent's home: the next lesson one tap away, then everything else. `tips` is the compact view of the four tips. */
export function Today({ name, tips }: { name: string; tips: ReactNode }) {
  const { t } = useTranslation();
  const [language, setLanguage] = useCourseLanguage();
  const today = useQuery(todayQuery(language));
  return (
    <div className={styles.page}>
      <PageHeading title={t('today.hello', { name })} />
      <Loaded query={today}>
        {(data) => (
          <div className={styles.columns}>
            <div className={styles.main}>
              <Next today={data} />
              {data.drill && <DailyDrill drill={data.drill} />}
              {data.lessons.length > 0 && <LessonList lessons={data.lessons} />}
            </div>
            <div className={styles.side}>
              {data.plans.length > 0 && <PlanList plans={data.plans} />}
              {tips}
              {data.languages.length > 1 && (
                <CourseLanguage languages={data.languages} language={data.language} onChange={setLanguage} />
              )}
            </div>
          </div>
        )}
      </Loaded>
    </div>
  );
}

function Next({ today }: { today: TodayData }) {
  const { t } = useTranslation();
  if (today.lessons.length === 0)
    return <EmptyState title={t('today.emptyTitle')} text={t('today.emptyText')} />;
  if (today.next === null || today.reason === 'nothing')
    return <EmptyState title={t('today.doneTitle')} text={t('today.doneText')} />;
  return <NextLesson lesson={today.next} reason={today.reason} />;
}
