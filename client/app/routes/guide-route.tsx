import { useParams } from 'react-router';
import { NotForYou } from '#client/app/not-found.tsx';
import { useMe } from '#client/app/use-me.ts';
import { GuidePage } from '#client/features/courses/guide-page.tsx';

export function GuideRoute() {
  const { can } = useMe();
  const { lms = '' } = useParams();
  return can.exportPackages ? <GuidePage key={lms} lms={lms} /> : <NotForYou />;
}
