import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { coursesQuery } from '#client/api/courses.ts';
import { versionQuery } from '#client/api/imports.ts';
import { Loaded } from '#client/api/loaded.tsx';
import { buttonClass } from '#client/ui/button.tsx';
import { BackIcon } from '#client/ui/icons.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import type { CourseSummary } from '#server/contract/catalogue.ts';
import type { ImportedVersion } from '#server/contract/imports.ts';
import { PublishVersion } from './publish-version.tsx';
import { RemoveDraft } from './remove-draft.tsx';
import styles from './version.module.css';
import { VersionFacts } from './version-facts.tsx';
import { versionHref } from './version-href.ts';
import { VersionItems } from './version-items.tsx';
import { WorthKnowing } from './worth-knowing.tsx';

/** What was found in a package: look, try, then give it to the learners or remove it. */
export function VersionPage({ courseId, number }: { courseId: string; number: number }) {
  const { t } = useTranslation();
  const version = useQuery(versionQuery(courseId, number));
  const courses = useQuery(coursesQuery);
  const course = courses.data?.courses.find(({ id }) => id === courseId);
  // A draft of a course that was never published has no other page worth going back to.
  const isAlone = course === undefined || course.version === 0;
  return (
    <div className={styles.page}>
      <Link
        to={isAlone ? '/courses' : `/courses/${encodeURIComponent(courseId)}`}
        className={`${buttonClass('plain')} ${styles.back}`}
      >
        <BackIcon />
        {isAlone ? t('courses.title') : <bdi className={styles.backTo}>{course.title}</bdi>}
      </Link>
      <Loaded query={version}>
        {/* The words to publish under start as what the course is called now. */}
        {(found) => <Loaded query={courses}>{() => <Found version={found} course={course} />}</Loaded>}
      </Loaded>
    </div>
  );
}

function Found({ version, course }: { version: ImportedVersion; course: CourseSummary | undefined }) {
  const { t } = useTranslation();
  const { courseId, number, items, notices } = version;
  const isDraft = version.state === 'draft';
  // One that was published before and then replaced may come back.
  const isEarlier = !isDraft && version.replaces !== null;
  const isNew = course === undefined || course.version === 0;
  return (
    <>
      <PageHeading
        title={version.title}
        lead={t(isDraft ? 'imports.draftLead' : 'imports.publishedLead', { number })}
        actions={
          <Link to={`${versionHref(courseId, number)}/try`} className={buttonClass('quiet')}>
            {t('imports.try')}
          </Link>
        }
      />
      <div className={styles.columns}>
        <div className={styles.column}>
          <VersionFacts version={version} />
          <WorthKnowing notices={notices} />
          {isDraft && <VersionItems items={items} />}
        </div>
        <div className={styles.column}>
          {(isDraft || isEarlier) && (
            <PublishVersion
              version={version}
              now={{
                title: isNew ? version.title : course.title,
                description: course?.description ?? '',
              }}
            />
          )}
          {isDraft ? <RemoveDraft version={version} /> : <VersionItems items={items} />}
        </div>
      </div>
    </>
  );
}
