import { useEffect, useEffectEvent } from 'react';
import { ApiError } from '#client/api/http.ts';
import { renewLaunch } from '#client/api/launches.ts';

const EVERY_MS = 4 * 60_000;

/**
 * Keeps the launch token alive while the page is open, and at once when a sleeping page wakes up. A lost connection is
 * waited out; a refusal means that the token is gone for good.
 */
export function useRenewal(launchId: string | undefined, onExpired: () => void) {
  const expired = useEffectEvent(onExpired);
  useEffect(() => {
    if (launchId === undefined) return;
    const renew = () => {
      renewLaunch(launchId).catch((error: unknown) => {
        if (error instanceof ApiError && error.problem.status < 500 && error.problem.status !== 429)
          expired();
      });
    };
    const handleVisibility = () => {
      if (document.visibilityState === 'visible') renew();
    };
    const timer = setInterval(renew, EVERY_MS);
    document.addEventListener('visibilitychange', handleVisibility);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', handleVisibility);
    };
  }, [launchId]);
}
