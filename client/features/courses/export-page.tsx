import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { coursesQuery, exportProfilesQuery } from '#client/api/courses.ts';
import { Loaded } from '#client/api/loaded.tsx';
import { buttonClass } from '#client/ui/button.tsx';
import { BackIcon } from '#client/ui/icons.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import styles from './export.module.css';
import { ExportForm } from './export-form.tsx';
import { NoCourse } from './no-course.tsx';

/** A course as a package for another LMS: which LMS, what it will show, download. */
export function ExportPage({ courseId }: { courseId: string }) {
  const { t } = useTranslation();
  const courses = useQuery(coursesQuery);
  const profiles = useQuery(exportProfilesQuery);
  return (
    <div className={styles.page}>
      <Link to="/courses" className={`${buttonClass('plain')} ${styles.back}`}>
        <BackIcon />
        {t('export.back')}
      </Link>
      <PageHeading title={t('export.title')} lead={t('export.lead')} />
      <Loaded query={courses}>
        {(list) => {
          const course = list.courses.find(({ id }) => id === courseId);
          if (!course) return <NoCourse />;
          return (
            <>
              <h2 className={styles.course}>
                <bdi lang={course.language}>{course.title}</bdi>
              </h2>
              <Loaded query={profiles}>
                {({ profiles: [first, ...others] }) =>
                  first && <ExportForm course={course} profiles={[first, ...others]} />
                }
              </Loaded>
            </>
          );
        }}
      </Loaded>
    </div>
  );
}
