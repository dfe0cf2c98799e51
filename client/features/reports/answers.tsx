import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '#client/api/loaded.tsx';
import { answersReportQuery } from '#client/api/reports.ts';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import { CourseScope } from './course-scope.tsx';
import { PromptItem } from './prompt-item.tsx';
import { ReportTabs } from './report-tabs.tsx';
import styles from './reports.module.css';

/** What people chose at each point of a course, nobody named. */
export function Answers() {
  const { t } = useTranslation();
  return (
    <div className={styles.page}>
      <PageHeading title={t('reports.answersTitle')} lead={t('reports.answersLead')} />
      <ReportTabs />
      <CourseScope>
        {(courseId, picker) => (
          <>
            <div className={styles.controls}>{picker}</div>
            <Prompts courseId={courseId} />
          </>
        )}
      </CourseScope>
    </div>
  );
}

function Prompts({ courseId }: { courseId: string }): ReactNode {
  const { t } = useTranslation();
  const report = useQuery(answersReportQuery(courseId));
  return (
    <Loaded query={report}>
      {(data) =>
        data.prompts.length === 0 ? (
          <EmptyState title={t('reports.noAnswersTitle')} text={t('reports.noAnswersText')} />
        ) : (
          <div className={styles.prompts}>
            {data.prompts.map((prompt) => (
              <PromptItem key={JSON.stringify([prompt.scoId, prompt.id])} prompt={prompt} />
            ))}
          </div>
        )
      }
    </Loaded>
  );
}
