import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { CourseList } from '#server/contract/catalogue.ts';
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
import type { Launch } from '#server/contract/learning.ts';
import { coursesQuery } from './courses.ts';
import { request } from './http.ts';

const coursePath = (courseId: string) => `/api/courses/${encodeURIComponent(courseId)}`;
const versionPath = (courseId: string, number: number) => `${coursePath(courseId)}/versions/${number}`;

/** The zip that the published version came as. */
export const zipHref = (courseId: string) => `${coursePath(courseId)}/package`;

/** How large a package may be; it changes only with the server. */
export const importLimitsQuery = queryOptions({
  queryKey: ['import-limits'],
  queryFn: ({ signal }) => request<ImportLimits>('GET', '/api/imports', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

// Everything about a course has a key that starts like the list's, so that one call marks all of it as out of date.

export function versionsQuery(courseId: string) {
  return queryOptions({
    queryKey: ['courses', courseId, 'versions'],
    queryFn: ({ signal }) => request<CourseVersions>('GET', `${coursePath(courseId)}/versions`, { signal }),
  });
}

export function versionQuery(courseId: string, number: number) {
  return queryOptions({
    queryKey: ['courses', courseId, 'versions', number],
    queryFn: ({ signal }) => request<ImportedVersion>('GET', versionPath(courseId, number), { signal }),
  });
}

export function settingsQuery(courseId: string) {
  return queryOptions({
    queryKey: ['courses', courseId, 'settings'],
    queryFn: ({ signal }) => request<CourseSettings>('GET', `${coursePath(courseId)}/settings`, { signal }),
  });
}

export function mappingQuery(courseId: string) {
  return queryOptions({
    queryKey: ['courses', courseId, 'mapping'],
    queryFn: ({ signal }) => request<MappingView>('GET', `${coursePath(courseId)}/mapping`, { signal }),
  });
}

/** One trial per opening of its page; see `launchQuery` for why it is a query. */
export function tryQuery(courseId: string, number: number, opening: number) {
  return queryOptions({
    queryKey: ['try', courseId, number, opening],
    queryFn: () => request<Launch>('POST', `${versionPath(courseId, number)}/try`),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    refetchOnMount: false,
  });
}

/** Marks all that is known about courses, and what learners see of them, as out of date. */
export function useRefreshCourses() {
  const client = useQueryClient();
  return () => {
    for (const key of ['courses', 'today', 'progress', 'reports', 'learners'])
      void client.invalidateQueries({ queryKey: [key] });
  };
}

export function usePublishVersion(courseId: string, number: number) {
  const client = useQueryClient();
  const refresh = useRefreshCourses();
  return useMutation({
    mutationFn: (body: PublishVersion) =>
      request<ImportedVersion>('POST', `${versionPath(courseId, number)}/publish`, { body }),
    onSuccess: (version) => {
      client.setQueryData(versionQuery(courseId, number).queryKey, version);
      refresh();
    },
  });
}

/** What is gone must not be asked for again by the page that is about to be left: its queries are only marked. */
function useForget() {
  const client = useQueryClient();
  return () => {
    for (const key of ['courses', 'today', 'progress', 'reports', 'learners'])
      void client.invalidateQueries({ queryKey: [key], refetchType: 'none' });
  };
}

export function useRemoveDraft(courseId: string, number: number) {
  const forget = useForget();
  return useMutation({
    mutationFn: () => request<undefined>('DELETE', versionPath(courseId, number)),
    onSuccess: forget,
  });
}

export function useDeleteCourse(courseId: string) {
  const client = useQueryClient();
  const forget = useForget();
  return useMutation({
    mutationFn: (body: DeleteCourse) => request<undefined>('DELETE', coursePath(courseId), { body }),
    onSuccess: () => {
      client.setQueryData<z.infer<typeof CourseList>>(
        coursesQuery.queryKey,
        (list) => list && { courses: list.courses.filter(({ id }) => id !== courseId) },
      );
      forget();
    },
  });
}

export function useSaveSettings(courseId: string) {
  const client = useQueryClient();
  const refresh = useRefreshCourses();
  return useMutation({
    mutationFn: async (body: CourseSettings) => {
      await request<unknown>('PUT', `${coursePath(courseId)}/settings`, { body });
      return body;
    },
    onSuccess: (saved) => {
      client.setQueryData(settingsQuery(courseId).queryKey, saved);
      refresh();
    },
  });
}

export function useSaveMapping(courseId: string) {
  const refresh = useRefreshCourses();
  return useMutation({
    mutationFn: (body: Mapping) => request<unknown>('PUT', `${coursePath(courseId)}/mapping`, { body }),
    onSuccess: refresh,
  });
}
