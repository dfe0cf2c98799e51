import { NotForYou } from '#client/app/not-found.tsx';
import { useMe } from '#client/app/use-me.ts';
import { Answers } from '#client/features/reports/answers.tsx';

export function AnswersRoute() {
  const { can } = useMe();
  return can.seeReports ? <Answers /> : <NotForYou />;
}
