import { NotForYou } from '#client/app/not-found.tsx';
import { useMe } from '#client/app/use-me.ts';
import { Courses } from '#client/features/courses/courses.tsx';

export function CoursesRoute() {
  const { can } = useMe();
  return can.exportPackages || can.seeReports ? <Courses canExport={can.exportPackages} /> : <NotForYou />;
}
