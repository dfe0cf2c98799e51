import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ExportOptions } from '#courses/scorm/export-options.ts';
import type { CourseList, ExportProfiles, Guide } from '#server/contract/catalogue.ts';
import { request } from './http.ts';
import { saveFile } from './save-file.ts';

export const coursesQuery = queryOptions({
  queryKey: ['courses'],
  queryFn: ({ signal }) => request<z.infer<typeof CourseList>>('GET', '/api/courses', { signal }),
});

/** What is known about each LMS; it changes only with the server. */
export const exportProfilesQuery = queryOptions({
  queryKey: ['export-profiles'],
  queryFn: ({ signal }) => request<z.infer<typeof ExportProfiles>>('GET', '/api/export-profiles', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export function guideQuery(id: string) {
  return queryOptions({
    queryKey: ['guides', id],
    queryFn: ({ signal }) => request<Guide>('GET', `/api/guides/${encodeURIComponent(id)}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function packageHref(courseId: string, options: Partial<ExportOptions>): string {
  return `/api/courses/${encodeURIComponent(courseId)}/package?${new URLSearchParams(options)}`;
}

/** Hands a package to the browser's downloads. */
export const downloadPackage = (
  courseId: string,
  options: ExportOptions,
): Promise<{ fileName: string; bytes: number }> => saveFile(packageHref(courseId, options));
