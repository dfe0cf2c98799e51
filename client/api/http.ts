import type { ProblemDetails } from '#server/contract/problem.ts';

/** The server answered, and said no. `retryAfterSeconds` comes from the Retry-After header of a 429 or 503. */
export class ApiError extends Error {
  readonly problem: ProblemDetails;
  readonly retryAfterSeconds: number | null;

  constructor(problem: ProblemDetails, retryAfterSeconds: number | null) {
    super(`${problem.status} ${problem.id}: ${problem.detail}`);
    this.name = 'ApiError';
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** No answer came: no network, server stopped, or something in between cut the connection. */
export class Unreachable extends Error {
  constructor(message: string, options: { cause: unknown }) {
    super(message, options);
    this.name = 'Unreachable';
  }
}

type Options = { body?: unknown; signal?: AbortSignal };

/**
 * One JSON request to our own origin; resolves to the parsed answer (undefined for 204).
 * Throws ApiError for an answer of 400 and above, Unreachable when there was none, AbortError when cancelled.
 */
export async function request<T>(method: string, path: string, options: Options = {}): Promise<T> {
  const response = await send(method, path, options);
  if (!response.ok)
    throw new ApiError(await readProblem(response), secondsOf(response.headers.get('retry-after')));
  if (response.status === 204) return undefined as T;
  try {
    return (await response.json()) as T;
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new Unreachable('No answer', { cause: error });
  }
}

/** A file that our own origin hands out, with the name it gives it. Throws like `request`. */
export async function requestFile(
  path: string,
  options: Pick<Options, 'signal'> = {},
): Promise<{ blob: Blob; fileName: string }> {
  const response = await send('GET', path, options);
  if (!response.ok)
    throw new ApiError(await readProblem(response), secondsOf(response.headers.get('retry-after')));
  const disposition = response.headers.get('content-disposition') ?? '';
  const fileName = /filename="?([^";]+)/.exec(disposition)?.[1] ?? 'package.zip';
  try {
    return { blob: await response.blob(), fileName };
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new Unreachable('The file broke off', { cause: error });
  }
}

async function send(method: string, path: string, { body, signal }: Options): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal ?? null,
    });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new Unreachable('The answer broke off', { cause: error });
  }
}

async function readProblem(response: Response): Promise<ProblemDetails> {
  const text = await response.text().catch(() => '');
  return problemOf(response.status, response.statusText, text);
}

/** A proxy may answer with HTML instead of our problem details: such an answer becomes the problem `unexpected`. */
export function problemOf(status: number, title: string, text: string): ProblemDetails {
  const fallback = { type: 'about:blank', title, status, id: 'unexpected', detail: '' };
  try {
    const body: unknown = JSON.parse(text);
    return isProblem(body) ? body : fallback;
  } catch {
    return fallback;
  }
}

function isProblem(value: unknown): value is ProblemDetails {
  if (typeof value !== 'object' || value === null) return false;
  const { id, status, detail } = value as Partial<ProblemDetails>;
  return typeof id === 'string' && typeof status === 'number' && typeof detail === 'string';
}

/** Seconds out of a Retry-After header; null where it names none. */
export function secondsOf(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
