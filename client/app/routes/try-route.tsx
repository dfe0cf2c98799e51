import { useParams } from 'react-router';
import styles from '#client/app/layout.module.css';
import { NotForYou, NotFound } from '#client/app/not-found.tsx';
import { useMe } from '#client/app/use-me.ts';
import { TryPage } from '#client/features/imports/try-page.tsx';
import { PlayStage } from '#client/features/play/play-stage.tsx';

export function TryRoute() {
  const { can } = useMe();
  const { courseId = '', number: text = '' } = useParams();
  const number = Number(text);
  const isNumber = Number.isSafeInteger(number) && number >= 1;
  if (!can.exportPackages || !isNumber)
    return <main className={styles.alone}>{isNumber ? <NotForYou /> : <NotFound />}</main>;
  return (
    <TryPage key={`${courseId}/${number}`} courseId={courseId} number={number}>
      {(launch, onStop) => (
        <PlayStage
          key={launch.id}
          launch={launch}
          onSaved={() => {}}
          onFinished={() => onStop('finished')}
          onStopped={onStop}
        />
      )}
    </TryPage>
  );
}
