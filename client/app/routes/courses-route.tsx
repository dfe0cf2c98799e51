import { useTranslation } from 'react-i18next';
import { NotForYou } from '#client/app/not-found.tsx';
import { useMe } from '#client/app/use-me.ts';
import { Courses } from '#client/features/courses/courses.tsx';
import { AddPackage } from '#client/features/imports/add-package.tsx';

export function CoursesRoute() {
  const { t } = useTranslation();
  const { can } = useMe();
  if (!can.exportPackages && !can.seeReports) return <NotForYou />;
  const add = (
    <AddPackage
      replaces={null}
      title={t('imports.add')}
      action={t('imports.add')}
      text={t('imports.addText')}
    />
  );
  return <Courses canExport={can.exportPackages} add={can.exportPackages ? add : null} />;
}
