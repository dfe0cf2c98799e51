import type { ImportedVersion } from '#server/contract/imports.ts';
import { ApiError, problemOf, secondsOf, Unreachable } from './http.ts';

type Options = {
  /** The course that gets a new version; null for a new course. */
  replaces: string | null;
  signal: AbortSignal;
  /** Bytes that have left this device. */
  onSent: (bytes: number) => void;
};

/**
 * Hands a package in. XMLHttpRequest, because fetch does not tell how much of a body is on its way; the file is read
 * as it is sent, never as a whole. Throws ApiError for a refusal, Unreachable when the connection broke, AbortError
 * when cancelled.
 */
export function uploadPackage(file: File, { replaces, signal, onSent }: Options): Promise<ImportedVersion> {
  const query = new URLSearchParams({ fileName: file.name });
  if (replaces !== null) query.set('replaces', replaces);
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open('POST', `/api/imports?${query}`);
    xhr.setRequestHeader('accept', 'application/json');
    xhr.setRequestHeader('content-type', 'application/zip');
    xhr.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
    xhr.upload.addEventListener('load', () => onSent(file.size));
    xhr.addEventListener('load', () => {
      try {
        resolve(readAnswer(xhr));
      } catch (error) {
        reject(error);
      }
    });
    xhr.addEventListener('error', () =>
      reject(new Unreachable('The upload broke off', { cause: undefined })),
    );
    xhr.addEventListener('abort', () => reject(new DOMException('Cancelled', 'AbortError')));
    signal.addEventListener('abort', () => xhr.abort(), { once: true });
    xhr.send(file);
  });
}

function readAnswer(xhr: XMLHttpRequest): ImportedVersion {
  if (xhr.status >= 400) {
    const problem = problemOf(xhr.status, xhr.statusText, xhr.responseText);
    throw new ApiError(problem, secondsOf(xhr.getResponseHeader('retry-after')));
  }
  try {
    return JSON.parse(xhr.responseText) as ImportedVersion;
  } catch (cause) {
    throw new Unreachable('No answer', { cause });
  }
}
