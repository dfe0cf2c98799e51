import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { CourseList } from '#server/contract/catalogue.ts';
import { request } from './http.ts';

export const coursesQuery = queryOptions({
  queryKey: ['courses'],
  queryFn: ({ signal }) => request<z.infer<typeof CourseList>>('GET', '/api/courses', { signal }),
});

export type Edition = '1.2' | '2004-4';

export function packageHref(courseId: string, edition: Edition): string {
  return `/api/courses/${encodeURIComponent(courseId)}/package?${new URLSearchParams({ edition })}`;
}
