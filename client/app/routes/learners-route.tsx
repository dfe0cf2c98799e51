import { NotForYou } from '#client/app/not-found.tsx';
import { useMe } from '#client/app/use-me.ts';
import { Learners } from '#client/features/reports/learners.tsx';

export function LearnersRoute() {
  const { can } = useMe();
  return can.seeReports ? <Learners /> : <NotForYou />;
}
