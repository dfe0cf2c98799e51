import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { coursesQuery } from '#client/api/courses.ts';
import { Loaded } from '#client/api/loaded.tsx';
import { EmptyState } from '#client/ui/empty-state.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import { CourseItem } from './course-item.tsx';
import styles from './courses.module.css';

type Props = {
  canExport: boolean;
  /** The way in for a package; null for those who may not add one. */
  add: ReactNode;
};

/** What is published or waits for it, and the packages to take elsewhere. */
export function Courses({ canExport, add }: Props) {
  const { t } = useTranslation();
  const courses = useQuery(coursesQuery);
  return (
    <div className={styles.page}>
      <PageHeading title={t('courses.title')} lead={t('courses.lead')} />
      {add}
      <Loaded query={courses}>
        {(data) =>
          data.courses.length === 0 ? (
            <EmptyState title={t('courses.emptyTitle')} text={t('courses.emptyText')} />
          ) : (
            <ul className={styles.list}>
              {data.courses.map((course) => (
                <CourseItem key={course.id} course={course} canExport={canExport} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  );
}
