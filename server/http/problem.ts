import type { ErrorRequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { ProblemDetails } from '#server/contract/problem.ts';
import { Conflict } from '#server/db/statement.ts';
import { isUnavailable } from '#server/db/trouble.ts';
import { conflict, invalid, NamedError, tooLarge, unavailable } from '#server/errors.ts';

/** What a broken request makes Express and its body parser throw, by their own names. */
const PARSER_ERRORS: Record<string, (message: string) => NamedError> = {
  'entity.parse.failed': () => invalid('The body is not valid JSON.', { as: 'bad-json' }),
  'entity.too.large': () => tooLarge('The body is larger than this address takes.'),
  'encoding.unsupported': (message) => invalid(`The body cannot be read: ${message}.`),
  'charset.unsupported': (message) => invalid(`The body cannot be read: ${message}.`),
  'request.aborted': () => invalid('The body ended early.'),
  'request.size.invalid': () => invalid('The body is not as long as its Content-Length says.'),
};

/** The named error that an unknown thrown value stands for; undefined when it is a fault of our own. */
export function asNamedError(error: unknown): NamedError | undefined {
  if (error instanceof NamedError) return error;
  if (error instanceof Conflict) {
    return conflict('Somebody else changed this at the same moment. Load it again and repeat what you did.', {
      cause: error,
    });
  }
  if (isUnavailable(error)) {
    return unavailable(
      'The server cannot store anything right now, so nothing was changed. Try again in a minute.',
      {
        retryAfterSeconds: 60,
        cause: error,
      },
    );
  }
  if (!(error instanceof Error)) return undefined;
  if (error instanceof URIError) return invalid('The address is not correctly encoded.');
  const type = 'type' in error && typeof error.type === 'string' ? error.type : '';
  return PARSER_ERRORS[type]?.(error.message);
}

/** RFC 9457 problem details. The type is `about:blank` (section 4.2.1) as `id` names the kind. */
export const presentProblem = (error: NamedError): ProblemDetails => ({
  type: 'about:blank',
  title: error.title,
  status: error.status,
  id: error.id,
  detail: error.message,
  ...(error.extra.problems ? { problems: error.extra.problems } : {}),
});

const INTERNAL: ProblemDetails = {
  type: 'about:blank',
  title: 'Something went wrong on the server',
  status: 500,
  id: 'internal',
  detail: 'This is a fault of the server and not of what you did. It was written to its log.',
};

export function sendProblem(res: Response, problem: ProblemDetails): void {
  res.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** The last handler: every error becomes one JSON shape. */
export const problemHandler =
  (log: Logger): ErrorRequestHandler =>
  (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const named = asNamedError(error);
    if (named === undefined || named.status >= 500) log.error({ err: error, id: req.id }, 'request failed');
    if (named?.extra.retryAfterSeconds !== undefined)
      res.set('Retry-After', String(named.extra.retryAfterSeconds));
    res.set('Cache-Control', 'no-store');
    sendProblem(res, named ? presentProblem(named) : INTERNAL);
  };
