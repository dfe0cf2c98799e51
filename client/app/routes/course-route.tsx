import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { NotForYou } from '#client/app/not-found.tsx';
import { useMe } from '#client/app/use-me.ts';
import { CoursePage } from '#client/features/courses/course-page.tsx';
import { AddPackage } from '#client/features/imports/add-package.tsx';

export function CourseRoute() {
  const { t } = useTranslation();
  const { can } = useMe();
  const { courseId = '' } = useParams();
  if (!can.exportPackages) return <NotForYou />;
  const addVersion = (
    <AddPackage
      replaces={courseId}
      title={t('imports.addVersion')}
      action={t('imports.addVersion')}
      text={t('imports.addVersionText')}
      look="quiet"
    />
  );
  return <CoursePage key={courseId} courseId={courseId} addVersion={addVersion} />;
}
