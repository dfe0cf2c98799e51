import type { RouteObject } from 'react-router';
import { CrashPage } from './crash-page.tsx';
import { Layout } from './layout.tsx';
import { NotFound } from './not-found.tsx';
import { RequireSession } from './require-session.tsx';
import { SignInRoute } from './routes/sign-in-route.tsx';
import { TodayRoute } from './routes/today-route.tsx';
import { Waiting } from './waiting.tsx';

/** The agent's first screens come with the first load; everything else when somebody goes there. */
export const routes: RouteObject[] = [
  {
    ErrorBoundary: CrashPage,
    HydrateFallback: Waiting,
    children: [
      { path: '/sign-in', Component: SignInRoute },
      {
        path: '/welcome',
        lazy: async () => ({ Component: (await import('./routes/welcome-route.tsx')).WelcomeRoute }),
      },
      {
        Component: RequireSession,
        children: [
          {
            path: '/play/:courseId/:lessonId',
            lazy: async () => ({ Component: (await import('./routes/play-route.tsx')).PlayRoute }),
          },
          {
            path: '/courses/:courseId/versions/:number/try',
            lazy: async () => ({ Component: (await import('./routes/try-route.tsx')).TryRoute }),
          },
          {
            Component: Layout,
            children: [{ ErrorBoundary: CrashPage, children: pages() }],
          },
        ],
      },
    ],
  },
];

function pages(): RouteObject[] {
  return [
    { path: '/', Component: TodayRoute },
    {
      path: '/progress',
      lazy: async () => ({ Component: (await import('./routes/progress-route.tsx')).ProgressRoute }),
    },
    {
      path: '/reports/learners',
      lazy: async () => ({ Component: (await import('./routes/learners-route.tsx')).LearnersRoute }),
    },
    {
      path: '/reports/learners/:learnerId',
      lazy: async () => ({ Component: (await import('./routes/learner-route.tsx')).LearnerRoute }),
    },
    {
      path: '/reports/learners/:learnerId/attempts',
      lazy: async () => ({ Component: (await import('./routes/raw-data-routes.tsx')).AttemptsRoute }),
    },
    {
      path: '/reports/learners/:learnerId/attempts/:attemptId',
      lazy: async () => ({ Component: (await import('./routes/raw-data-routes.tsx')).ScoRoute }),
    },
    {
      path: '/reports/learners/:learnerId/attempts/:attemptId/calls',
      lazy: async () => ({ Component: (await import('./routes/raw-data-routes.tsx')).CallLogRoute }),
    },
    {
      path: '/reports/answers',
      lazy: async () => ({ Component: (await import('./routes/answers-route.tsx')).AnswersRoute }),
    },
    {
      path: '/people',
      lazy: async () => ({ Component: (await import('./routes/people-route.tsx')).PeopleRoute }),
    },
    {
      path: '/courses',
      lazy: async () => ({ Component: (await import('./routes/courses-route.tsx')).CoursesRoute }),
    },
    {
      path: '/courses/:courseId',
      lazy: async () => ({ Component: (await import('./routes/course-route.tsx')).CourseRoute }),
    },
    {
      path: '/courses/:courseId/versions/:number',
      lazy: async () => ({ Component: (await import('./routes/version-route.tsx')).VersionRoute }),
    },
    {
      path: '/courses/:courseId/export',
      lazy: async () => ({ Component: (await import('./routes/export-route.tsx')).ExportRoute }),
    },
    {
      path: '/guides/:lms',
      lazy: async () => ({ Component: (await import('./routes/guide-route.tsx')).GuideRoute }),
    },
    { path: '*', Component: NotFound },
  ];
}
