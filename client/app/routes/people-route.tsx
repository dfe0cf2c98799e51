import { NotForYou } from '#client/app/not-found.tsx';
import { useMe } from '#client/app/use-me.ts';
import { People } from '#client/features/people/people.tsx';

export function PeopleRoute() {
  const { user, can } = useMe();
  return can.manageUsers || can.seeReports ? <People me={user} /> : <NotForYou />;
}
