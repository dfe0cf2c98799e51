import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { ExportOptions } from '#courses/scorm/export-options.ts';
import * as accounts from '#server/contract/accounts.ts';
import { CourseList, ExportProfiles, Guide } from '#server/contract/catalogue.ts';
import * as imports from '#server/contract/imports.ts';
import { Erased, EraseLearner, LearnerData } from '#server/contract/learner-data.ts';
import * as learning from '#server/contract/learning.ts';
import { ProblemDetails } from '#server/contract/problem.ts';
import * as rawData from '#server/contract/raw-data.ts';
import * as reports from '#server/contract/reports.ts';

type Route = {
  summary: string;
  answers?: z.ZodType;
  status?: 200 | 201 | 204;
  body?: z.ZodType;
  /** The body's type, where it is not JSON. */
  takes?: string;
  query?: z.ZodObject;
  /** Another type than JSON. */
  type?: string;
};

const Course = z.object({ course: z.string() });
const Sco = z.object({ sco: z.string() });
const AttemptId = '/api/attempts/{id}';
const Changed = z.object({ user: accounts.User });
const UserId = '/api/users/{id}';
const CourseId = '/api/courses/{id}';
const VersionId = `${CourseId}/versions/{number}`;

/** Every route of the API, from the same schemas that check its requests. */
const ROUTES: Record<string, Partial<Record<'get' | 'post' | 'put' | 'patch' | 'delete', Route>>> = {
  '/api/session': {
    get: { summary: 'Who is signed in; null when nobody is', answers: accounts.Session },
    post: { summary: 'Sign in', body: accounts.SignIn, answers: accounts.Session },
    delete: { summary: 'Sign out', status: 204 },
  },
  '/api/links/inspect': {
    post: {
      summary: 'Whom a one-time link is for; does not use it up',
      body: accounts.LinkToken,
      answers: accounts.LinkInfo,
    },
  },
  '/api/links/redeem': {
    post: {
      summary: 'Use a one-time link: choose a password and sign in',
      body: accounts.RedeemLink,
      answers: accounts.Session,
    },
  },
  '/api/users': {
    get: { summary: 'Everybody with an account', answers: accounts.UserList },
    post: {
      summary: 'Add somebody and get their one-time link',
      status: 201,
      body: accounts.NewUser,
      answers: accounts.UserWithLink,
    },
  },
  [UserId]: {
    patch: { summary: 'Change name, role or access', body: accounts.UserChange, answers: Changed },
  },
  [`${UserId}/link`]: {
    post: { summary: 'A new one-time link, for a new password', answers: accounts.UserWithLink },
  },
  '/api/courses': { get: { summary: 'All courses, and drafts of them', answers: CourseList } },
  '/api/imports': {
    get: { summary: 'How large a package may be', answers: imports.ImportLimits },
    post: {
      summary: 'Hand in a package as a draft of a new course, or of a new version',
      status: 201,
      query: imports.NewImport,
      takes: 'application/zip',
      answers: imports.ImportedVersion,
    },
  },
  [CourseId]: {
    delete: {
      summary: 'Delete an imported course and all that learners did in it',
      status: 204,
      body: imports.DeleteCourse,
    },
  },
  [`${CourseId}/versions`]: {
    get: { summary: 'The versions of an imported course', answers: imports.CourseVersions },
  },
  [VersionId]: {
    get: { summary: 'What was found in an imported package', answers: imports.ImportedVersion },
    delete: { summary: 'Remove a draft', status: 204 },
  },
  [`${VersionId}/publish`]: {
    post: {
      summary: 'Let new attempts play this version',
      body: imports.PublishVersion,
      answers: imports.ImportedVersion,
    },
  },
  '/api/courses/{id}/package': {
    get: {
      summary: 'A course as a SCORM package',
      query: ExportOptions,
      type: 'application/zip',
    },
  },
  [`${CourseId}/settings`]: {
    get: { summary: 'How attempts of a course are counted and opened', answers: imports.CourseSettings },
    put: {
      summary: 'Change that, all of it at once',
      body: imports.CourseSettings,
      answers: imports.CourseSettings,
    },
  },
  [`${CourseId}/mapping`]: {
    get: { summary: 'What of a package counts towards a tip, and what could', answers: imports.MappingView },
    put: {
      summary: 'Change that, also for answers given before',
      body: imports.Mapping,
      answers: imports.MappingView,
    },
  },
  [`${VersionId}/try`]: {
    post: { summary: 'Play a version without anything being counted', status: 201, answers: learning.Launch },
  },
  '/api/export-profiles': {
    get: { summary: 'What is known about each LMS a package can be made for', answers: ExportProfiles },
  },
  '/api/guides/{id}': { get: { summary: 'How to import a package into one LMS', answers: Guide } },
  '/api/today': { get: { summary: 'The lesson to open next, and all others', answers: learning.Today } },
  '/api/launches': {
    post: { summary: 'Open a lesson', status: 201, body: learning.NewLaunch, answers: learning.Launch },
  },
  '/api/launches/{id}/renew': {
    post: { summary: 'Keep a launch alive while its page is open', answers: learning.Renewed },
  },
  '/api/progress': {
    get: { summary: 'Own progress per tip, with its evidence', answers: learning.Progress },
  },
  '/api/learners/{id}/progress': { get: { summary: 'The same for a learner', answers: learning.Progress } },
  '/api/learners/{id}/answers': {
    get: {
      summary: 'What a learner answered first, in words',
      query: Course,
      answers: reports.LearnerAnswers,
    },
  },
  '/api/learners/{id}/data': {
    get: { summary: 'Everything that is held about somebody', answers: LearnerData },
    delete: { summary: 'Erase what somebody did, for good', body: EraseLearner, answers: Erased },
  },
  '/api/learners/{id}/attempts': {
    get: {
      summary: 'Attempts at a course, as the content reported them',
      query: Course,
      answers: rawData.LearnerAttempts,
    },
  },
  [`${AttemptId}/sessions`]: {
    get: { summary: 'Each load of the page that plays an attempt', answers: rawData.AttemptSessions },
  },
  [`${AttemptId}/cmi`]: {
    get: {
      summary: 'What is stored of one SCO, and what its last session shows',
      query: Sco,
      answers: rawData.RawCmi,
    },
  },
  [`${AttemptId}/cmi.json`]: { get: { summary: 'The same as stored', query: Sco, answers: z.unknown() } },
  [`${AttemptId}/log`]: {
    get: { summary: 'Calls of one page load', query: rawData.LogQuery, answers: rawData.CallLogView },
  },
  '/api/reports/learners': {
    get: { summary: 'Learners by lessons', query: Course, answers: reports.LearnersReport },
  },
  '/api/reports/learners.csv': { get: { summary: 'The same as CSV', query: Course, type: 'text/csv' } },
  '/api/reports/answers': {
    get: { summary: 'What people answered, nobody named', query: Course, answers: reports.AnswersReport },
  },
};

/** Describes the API as OpenAPI 3.1. */
export const openApiDocument = (serverUrl: string): object =>
  createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Askwell',
      version: '1',
      description:
        'Sign-in is a cookie; a request that changes something needs the Origin header of the app.',
    },
    servers: [{ url: serverUrl }],
    paths: Object.fromEntries(
      Object.entries(ROUTES).map(([path, methods]) => [path, pathItem(path, methods)]),
    ),
  });

const pathItem = (path: string, methods: (typeof ROUTES)[string]): ZodOpenApiPathsObject[string] =>
  Object.fromEntries(Object.entries(methods).map(([method, route]) => [method, operation(path, route)]));

function operation(
  path: string,
  { summary, answers, status = 200, body, takes, query, type }: Route,
): ZodOpenApiOperationObject {
  const problem = {
    description: 'Problem details, RFC 9457',
    content: { 'application/problem+json': { schema: ProblemDetails } },
  };
  const content = type
    ? { [type]: { schema: { type: 'string' as const } } }
    : answers && { 'application/json': { schema: answers } };
  const sent = takes
    ? { [takes]: { schema: { type: 'string' as const, format: 'binary' } } }
    : body && { 'application/json': { schema: body } };
  const params = {
    ...(path.includes('{id}') ? { path: pathParams(path) } : {}),
    ...(query ? { query } : {}),
  };
  return {
    summary,
    ...(Object.keys(params).length > 0 ? { requestParams: params } : {}),
    ...(sent ? { requestBody: { required: true, content: sent } } : {}),
    responses: { [status]: { description: summary, ...(content ? { content } : {}) }, default: problem },
  };
}

const pathParams = (path: string): z.ZodObject =>
  z.object(Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, z.string()])));
