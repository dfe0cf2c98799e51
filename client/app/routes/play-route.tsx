import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { Play, type Wish } from '#client/features/play/play.tsx';
import { useAnnounce } from '#client/ui/announcer.tsx';

/**
 * `?fresh=1` starts a new attempt once: it leaves the address, so that loading the page again carries on instead.
 * `?review=1` looks back, and stays: so does loading the page again.
 */
export function PlayRoute() {
  const { t } = useTranslation();
  const { courseId = '', lessonId = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const [wish] = useState(() => wishIn(params));
  const navigate = useNavigate();
  const announce = useAnnounce();
  const stillFresh = params.has('fresh');
  useEffect(() => {
    if (stillFresh) setParams({}, { replace: true });
  }, [stillFresh, setParams]);
  const handleFinished = () => {
    announce(t(wish === 'review' ? 'play.lookedBack' : 'play.finished'));
    void navigate('/');
  };
  return (
    <Play
      key={`${courseId}/${lessonId}`}
      courseId={courseId}
      lessonId={lessonId}
      wish={wish}
      onFinished={handleFinished}
    />
  );
}

function wishIn(params: URLSearchParams): Wish {
  if (params.has('fresh')) return 'fresh';
  return params.has('review') ? 'review' : 'continue';
}
