import { MyProgress } from '#client/features/progress/my-progress.tsx';

export function ProgressRoute() {
  return <MyProgress />;
}
