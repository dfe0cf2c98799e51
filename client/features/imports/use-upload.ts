import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { ApiError } from '#client/api/http.ts';
import { useRefreshCourses } from '#client/api/imports.ts';
import { uploadPackage } from '#client/api/upload.ts';
import type { ImportedVersion } from '#server/contract/imports.ts';

export type Upload =
  | { kind: 'waiting' }
  | { kind: 'sending'; file: File; sentBytes: number }
  /** All of it is on the server, which looks inside. */
  | { kind: 'checking'; file: File }
  | { kind: 'refused'; file: File; error: ApiError }
  | { kind: 'broken'; file: File; error: unknown };

/** One package on its way. Leaving the page cancels it. */
export function useUpload(replaces: string | null, onDone: (version: ImportedVersion) => void) {
  const refresh = useRefreshCourses();
  const stop = useRef<AbortController | null>(null);
  const [sentBytes, setSentBytes] = useState(0);
  const work = useMutation({
    mutationFn: (file: File) => {
      stop.current = new AbortController();
      return uploadPackage(file, { replaces, signal: stop.current.signal, onSent: setSentBytes });
    },
    onSuccess: refresh,
  });
  useEffect(() => () => stop.current?.abort(), []);
  const done = useEffectEvent(onDone);
  // After it was shown, so that nothing asks about leaving any more.
  useEffect(() => {
    if (work.data) done(work.data);
  }, [work.data]);
  return {
    upload: uploadOf(work, sentBytes),
    start: (file: File) => {
      setSentBytes(0);
      work.mutate(file);
    },
    /** Back to waiting; what is on its way is given up. */
    cancel: () => {
      stop.current?.abort();
      work.reset();
    },
  };
}

type Work = { isPending: boolean; variables: File | undefined; error: unknown };

function uploadOf({ isPending, variables: file, error }: Work, sentBytes: number): Upload {
  if (file === undefined) return { kind: 'waiting' };
  if (isPending) {
    return sentBytes < file.size ? { kind: 'sending', file, sentBytes } : { kind: 'checking', file };
  }
  if (error === null) return { kind: 'waiting' };
  return error instanceof ApiError && error.problem.status < 500
    ? { kind: 'refused', file, error }
    : { kind: 'broken', file, error };
}
