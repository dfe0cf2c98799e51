import type { ProblemDetails } from '#server/contract/problem.ts';

type Problem = NonNullable<ProblemDetails['problems']>[number];

type Extra = {
  /** What was wrong where, for invalid input. */
  problems?: Problem[];
  /** Seconds after which trying again makes sense; sent as Retry-After. */
  retryAfterSeconds?: number;
  cause?: unknown;
};

/** An error whose cause the caller may know. Thrown anywhere, turned into an answer once (server/http/problem.ts). */
export class NamedError extends Error {
  override name = 'NamedError';
  readonly status: number;
  /** Stable name for programs, kebab-case. */
  readonly id: string;
  readonly title: string;
  readonly extra: Extra;

  constructor(kind: { status: number; id: string; title: string }, detail: string, extra: Extra = {}) {
    super(detail, { cause: extra.cause });
    this.status = kind.status;
    this.id = kind.id;
    this.title = kind.title;
    this.extra = extra;
  }
}

const named =
  (status: number, id: string, title: string) =>
  /** `detail` says what was wrong, the value, and what is expected; `as` is a more precise stable name. */
  (detail: string, extra: Extra & { as?: string } = {}): NamedError =>
    new NamedError({ status, id: extra.as ?? id, title }, detail, extra);

export const invalid = named(400, 'invalid', 'The request is not valid');
export const unauthenticated = named(401, 'unauthenticated', 'Please sign in');
export const forbidden = named(403, 'forbidden', 'Not allowed');
export const notFound = named(404, 'not-found', 'Not found');
export const conflict = named(409, 'conflict', 'This does not fit the present state');
export const gone = named(410, 'gone', 'No longer there');
export const tooLarge = named(413, 'too-large', 'Too large');
export const unsupported = named(415, 'unsupported-type', 'Not a type that is taken here');
export const misdirected = named(421, 'unknown-host', 'No such host here');
export const tooMany = named(429, 'too-many', 'Too many tries');
export const unavailable = named(503, 'unavailable', 'Not available right now');
export const noRoom = named(507, 'no-room', 'Not enough room on the server');
