import { useParams } from 'react-router';
import { NotForYou } from '#client/app/not-found.tsx';
import { useMe } from '#client/app/use-me.ts';
import { ExportPage } from '#client/features/courses/export-page.tsx';

export function ExportRoute() {
  const { can } = useMe();
  const { courseId = '' } = useParams();
  return can.exportPackages ? <ExportPage key={courseId} courseId={courseId} /> : <NotForYou />;
}
