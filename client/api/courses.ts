import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { ExportOptions } from '#courses/scorm/export-options.ts';
import type { CourseList, ExportProfiles, Guide } from '#server/contract/catalogue.ts';
import { request, requestFile } from './http.ts';

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

/** Fetches a package and hands it to the browser's downloads; fetched, so that a refusal can be told in words. */
export async function downloadPackage(
  courseId: string,
  options: ExportOptions,
): Promise<{ fileName: string; bytes: number }> {
  const { blob, fileName } = await requestFile(packageHref(courseId, options));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = fileName;
  link.click();
  // The browser reads the address after this call: it is given a moment before it is taken back.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return { fileName, bytes: blob.size };
}
