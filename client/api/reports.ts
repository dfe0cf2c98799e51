import { queryOptions } from '@tanstack/react-query';
import type { Progress } from '#server/contract/learning.ts';
import type { AnswersReport, LearnerAnswers, LearnersReport } from '#server/contract/reports.ts';
import { request } from './http.ts';

export function learnersReportQuery(courseId: string) {
  return queryOptions({
    queryKey: ['reports', 'learners', courseId],
    queryFn: ({ signal }) =>
      request<LearnersReport>('GET', `/api/reports/learners?${course(courseId)}`, { signal }),
  });
}

/** The same rows as a file. */
export function learnersCsvHref(courseId: string): string {
  return `/api/reports/learners.csv?${course(courseId)}`;
}

export function answersReportQuery(courseId: string) {
  return queryOptions({
    queryKey: ['reports', 'answers', courseId],
    queryFn: ({ signal }) =>
      request<AnswersReport>('GET', `/api/reports/answers?${course(courseId)}`, { signal }),
  });
}

export function learnerProgressQuery(learnerId: string) {
  return queryOptions({
    queryKey: ['learners', learnerId, 'progress'],
    queryFn: ({ signal }) =>
      request<Progress>('GET', `/api/learners/${encodeURIComponent(learnerId)}/progress`, { signal }),
  });
}

export function learnerAnswersQuery(learnerId: string, courseId: string) {
  return queryOptions({
    queryKey: ['learners', learnerId, 'answers', courseId],
    queryFn: ({ signal }) =>
      request<LearnerAnswers>(
        'GET',
        `/api/learners/${encodeURIComponent(learnerId)}/answers?${course(courseId)}`,
        { signal },
      ),
  });
}

function course(id: string): string {
  return new URLSearchParams({ course: id }).toString();
}
