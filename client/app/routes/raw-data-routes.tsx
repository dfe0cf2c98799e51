import { useParams, useSearchParams } from 'react-router';
import { NotForYou } from '#client/app/not-found.tsx';
import { useMe } from '#client/app/use-me.ts';
import { Attempts } from '#client/features/raw-data/attempts.tsx';
import { CallLog } from '#client/features/raw-data/call-log.tsx';
import { ScoPage } from '#client/features/raw-data/sco-page.tsx';

/** What content reported, for trainers: attempts, one SCO of an attempt, the calls of one page load. */
export function AttemptsRoute() {
  const { can } = useMe();
  const { learnerId = '' } = useParams();
  const [params] = useSearchParams();
  return can.seeReports ? (
    <Attempts learnerId={learnerId} courseId={params.get('course') ?? ''} />
  ) : (
    <NotForYou />
  );
}

export function ScoRoute() {
  const { can } = useMe();
  const { learnerId = '', attemptId = '' } = useParams();
  const [params] = useSearchParams();
  const sco = params.get('sco') ?? '';
  return can.seeReports ? (
    <ScoPage key={sco} learnerId={learnerId} attemptId={attemptId} sco={sco} />
  ) : (
    <NotForYou />
  );
}

export function CallLogRoute() {
  const { can } = useMe();
  const { learnerId = '', attemptId = '' } = useParams();
  const [params] = useSearchParams();
  const scope = {
    launched: params.get('launched') ?? '',
    epoch: Number(params.get('epoch') ?? 1),
    sco: params.get('sco'),
    errors: params.has('errors'),
  };
  return can.seeReports ? <CallLog of={{ learnerId, attemptId }} scope={scope} /> : <NotForYou />;
}
