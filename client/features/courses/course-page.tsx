import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { coursesQuery } from '#client/api/courses.ts';
import { settingsQuery } from '#client/api/imports.ts';
import { Loaded } from '#client/api/loaded.tsx';
import { buttonClass } from '#client/ui/button.tsx';
import { BackIcon } from '#client/ui/icons.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import type { CourseSummary } from '#server/contract/catalogue.ts';
import styles from './course.module.css';
import { courseHref } from './course-href.ts';
import { CourseVersionList } from './course-versions.tsx';
import { DeleteCourse } from './delete-course.tsx';
import { MappingSection } from './mapping.tsx';
import { NoCourse } from './no-course.tsx';
import { SettingsForm } from './settings-form.tsx';
import { SourceBadge } from './source-badge.tsx';

type Props = {
  courseId: string;
  /** The way in for a new version of it. */
  addVersion: ReactNode;
};

/** One course: its versions, how its attempts count, what it counts towards. */
export function CoursePage({ courseId, addVersion }: Props) {
  const { t } = useTranslation();
  const courses = useQuery(coursesQuery);
  return (
    <div className={styles.page}>
      <Link to="/courses" className={`${buttonClass('plain')} ${styles.back}`}>
        <BackIcon />
        {t('courses.title')}
      </Link>
      <Loaded query={courses}>
        {(list) => {
          const course = list.courses.find(({ id }) => id === courseId);
          if (course === undefined) return <NoCourse />;
          return course.source === 'import' ? (
            <ImportedCourse course={course} addVersion={addVersion} />
          ) : (
            <LibraryCourse course={course} />
          );
        }}
      </Loaded>
    </div>
  );
}

function ImportedCourse({ course, addVersion }: { course: CourseSummary; addVersion: ReactNode }) {
  return (
    <>
      <PageHeading title={course.title} lead={course.description || undefined} />
      <p>
        <SourceBadge tool={course.tool} />
      </p>
      <div className={styles.columns}>
        <div className={styles.column}>
          <CourseVersionList course={course} addVersion={addVersion} />
          <MappingSection courseId={course.id} />
        </div>
        <div className={styles.column}>
          <Settings course={course} />
          <DeleteCourse course={course} />
        </div>
      </div>
    </>
  );
}

/** A course of ours keeps its own page for other LMSs; here is how it counts. */
function LibraryCourse({ course }: { course: CourseSummary }) {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading
        title={course.title}
        lead={course.description}
        actions={
          <Link to={`${courseHref(course.id)}/export`} className={buttonClass('quiet')}>
            {t('export.title')}
          </Link>
        }
      />
      <div className={styles.columns}>
        <div className={styles.column}>
          <Settings course={course} />
        </div>
      </div>
    </>
  );
}

function Settings({ course }: { course: CourseSummary }) {
  const { t } = useTranslation();
  const settings = useQuery(settingsQuery(course.id));
  return (
    <section className={styles.section} aria-labelledby="course-settings">
      <h2 id="course-settings">{t('courses.settings')}</h2>
      <Loaded query={settings}>{(saved) => <SettingsForm course={course} saved={saved} />}</Loaded>
    </section>
  );
}
