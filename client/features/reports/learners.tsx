import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Loaded } from '#client/api/loaded.tsx';
import { learnersReportQuery } from '#client/api/reports.ts';
import { buttonClass } from '#client/ui/button.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import { CourseScope } from './course-scope.tsx';
import { LearnersTable } from './learners-table.tsx';
import { ReportTabs } from './report-tabs.tsx';
import styles from './reports.module.css';

/** Learners and their lessons in one course. */
export function Learners() {
  const { t } = useTranslation();
  return (
    <div className={styles.page}>
      <PageHeading title={t('reports.learnersTitle')} lead={t('reports.learnersLead')} />
      <ReportTabs />
      <CourseScope>
        {(courseId, picker) => <Report key={courseId} courseId={courseId} picker={picker} />}
      </CourseScope>
    </div>
  );
}

function Report({ courseId, picker }: { courseId: string; picker: ReactNode }) {
  const report = useQuery(learnersReportQuery(courseId));
  return (
    <Loaded query={report}>
      {(data) =>
        data.learners.length === 0 ? (
          <>
            <div className={styles.controls}>{picker}</div>
            <NobodyYet />
          </>
        ) : (
          <LearnersTable report={data} picker={picker} />
        )
      }
    </Loaded>
  );
}

function NobodyYet() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('reports.emptyTitle')}
      text={t('reports.emptyText')}
      action={
        <Link className={buttonClass('primary')} to="/people">
          {t('reports.addAgent')}
        </Link>
      }
    />
  );
}
