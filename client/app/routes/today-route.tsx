import { useMe } from '#client/app/use-me.ts';
import { CompactTips } from '#client/features/progress/compact-tips.tsx';
import { Today } from '#client/features/today/today.tsx';

export function TodayRoute() {
  const { user } = useMe();
  return <Today name={user.name} tips={<CompactTips />} />;
}
