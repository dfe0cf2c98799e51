import type { z } from 'zod';
import type {
  LinkInfo,
  NewUser,
  RedeemLink,
  Session,
  SignIn,
  User,
  UserChange,
  UserList,
  UserWithLink,
} from '#server/contract/accounts.ts';
import type { CourseList, ExportProfiles, Guide } from '#server/contract/catalogue.ts';
import type {
  CourseSettings,
  CourseVersions,
  DeleteCourse,
  ImportedVersion,
  ImportLimits,
  Mapping,
  MappingView,
  PublishVersion,
} from '#server/contract/imports.ts';
import type { Erased, EraseLearner } from '#server/contract/learner-data.ts';
import type { Launch, NewLaunch, Progress, Today } from '#server/contract/learning.ts';
import type { AttemptSessions, CallLogView, LearnerAttempts, RawCmi } from '#server/contract/raw-data.ts';
import type { AnswersReport, LearnerAnswers, LearnersReport } from '#server/contract/reports.ts';

/** Every endpoint the app uses: what is sent and what comes back, by the contract. */
type Endpoints = {
  'GET /api/session': [undefined, Session];
  'POST /api/session': [SignIn, Session];
  'DELETE /api/session': [undefined, undefined];
  'POST /api/links/inspect': [{ token: string }, LinkInfo];
  'POST /api/links/redeem': [RedeemLink, Session];
  'GET /api/today': [undefined, Today];
  'GET /api/progress': [undefined, Progress];
  'POST /api/launches': [NewLaunch, Launch];
  'POST /api/launches/:id/renew': [undefined, { expiresMs: number }];
  'GET /api/courses': [undefined, z.infer<typeof CourseList>];
  'GET /api/courses/:id/package': [undefined, Response];
  'GET /api/imports': [undefined, ImportLimits];
  'DELETE /api/courses/:id': [DeleteCourse, undefined];
  'GET /api/courses/:id/versions': [undefined, CourseVersions];
  'GET /api/courses/:id/versions/:number': [undefined, ImportedVersion];
  'DELETE /api/courses/:id/versions/:number': [undefined, undefined];
  'POST /api/courses/:id/versions/:number/publish': [PublishVersion, ImportedVersion];
  'POST /api/courses/:id/versions/:number/try': [undefined, Launch];
  'GET /api/courses/:id/settings': [undefined, CourseSettings];
  'PUT /api/courses/:id/settings': [CourseSettings, CourseSettings];
  'GET /api/courses/:id/mapping': [undefined, MappingView];
  'PUT /api/courses/:id/mapping': [Mapping, MappingView];
  'GET /api/export-profiles': [undefined, z.infer<typeof ExportProfiles>];
  'GET /api/guides/:id': [undefined, Guide];
  'GET /api/reports/learners': [undefined, LearnersReport];
  'GET /api/reports/answers': [undefined, AnswersReport];
  'GET /api/learners/:id/progress': [undefined, Progress];
  'GET /api/learners/:id/answers': [undefined, LearnerAnswers];
  'GET /api/learners/:id/attempts': [undefined, LearnerAttempts];
  'GET /api/learners/:id/data': [undefined, Response];
  'DELETE /api/learners/:id/data': [EraseLearner, Erased];
  'GET /api/attempts/:id/cmi': [undefined, RawCmi];
  'GET /api/attempts/:id/sessions': [undefined, AttemptSessions];
  'GET /api/attempts/:id/log': [undefined, CallLogView];
  'GET /api/users': [undefined, z.infer<typeof UserList>];
  'POST /api/users': [NewUser, UserWithLink];
  'POST /api/users/:id/link': [undefined, UserWithLink];
  'PATCH /api/users/:id': [UserChange, User];
};

type Refusal = { refuse: number; id: string; detail?: string; retryAfterSeconds?: number };
type Answer<T> = T | Refusal | 'no network';
export type Handlers = {
  [K in keyof Endpoints]?: (sent: Endpoints[K][0], url: URL) => Answer<Endpoints[K][1]>;
};
export type Call = { endpoint: string; url: URL; body: unknown };

/** Answers fetch by the handlers of the moment; a request nobody expected fails as a 599. */
export function answerWith(current: () => Handlers): { fetch: typeof fetch; calls: Call[] } {
  const calls: Call[] = [];
  const answer = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input, 'http://app.test');
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    const handlers = current();
    const endpoint = Object.keys(handlers).find((name) => fits(name, `${init?.method} ${url.pathname}`));
    calls.push({ endpoint: endpoint ?? `${init?.method} ${url.pathname}`, url, body });
    // The keys of `handlers` are endpoints by its type; what they are sent is what the app sends.
    const handler = handlers[endpoint as keyof Handlers] as
      | ((sent: unknown, url: URL) => unknown)
      | undefined;
    return respond(handler ? handler(body, url) : { refuse: 599, id: `unexpected ${url.pathname}` });
  };
  return { fetch: answer, calls };
}

function fits(name: string, request: string): boolean {
  const pattern = name.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part));
  return new RegExp(`^${pattern.join('/')}$`).test(request);
}

function respond(answer: unknown): Response {
  if (answer === 'no network') throw new TypeError('Failed to fetch');
  if (isRefusal(answer)) {
    const { refuse: status, id, detail = '', retryAfterSeconds } = answer;
    const headers = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
    return Response.json({ type: 'about:blank', title: id, status, id, detail }, { status, headers });
  }
  if (answer instanceof Response) return answer;
  return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer);
}

function isRefusal(answer: unknown): answer is Refusal {
  return typeof answer === 'object' && answer !== null && 'refuse' in answer;
}
