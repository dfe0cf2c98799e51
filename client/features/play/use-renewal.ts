import { useEffect, useEffectEvent } from 'react';
import { ApiError } from '#client/api/http.ts';
import { renewLaunch } from '#client/api/launches.ts';

const EVERY_MS = 4 * 60_000;

/**
 * Keeps the launch token alive while the page is open, and at once when a sleeping page wakes up. A lost connection is
 * waited out; `onRefused` says that the token is gone for good. Returns a way to renew it now.
 */
export function useRenewal(launchId: string, onRefused: () => void): () => Promise<void> {
  const renew = async () => {
    if (await isRefused(launchId)) onRefused();
  };
  const renewNow = useEffectEvent(renew);
  useEffect(() => {
    const handleVisibility = () => {
      if (document.visibilityState === 'visible') void renewNow();
    };
    const timer = setInterval(() => void renewNow(), EVERY_MS);
    document.addEventListener('visibilitychange', handleVisibility);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', handleVisibility);
    };
  }, []);
  return renew;
}

async function isRefused(launchId: string): Promise<boolean> {
  try {
    await renewLaunch(launchId);
    return false;
  } catch (error) {
    return error instanceof ApiError && error.problem.status < 500 && error.problem.status !== 429;
  }
}
