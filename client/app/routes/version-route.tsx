import { useParams } from 'react-router';
import { NotForYou, NotFound } from '#client/app/not-found.tsx';
import { useMe } from '#client/app/use-me.ts';
import { VersionPage } from '#client/features/imports/version-page.tsx';

export function VersionRoute() {
  const { can } = useMe();
  const { courseId = '', number: text = '' } = useParams();
  if (!can.exportPackages) return <NotForYou />;
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) return <NotFound />;
  return <VersionPage key={`${courseId}/${number}`} courseId={courseId} number={number} />;
}
