/** The page of what was found in a version. */
export function versionHref(courseId: string, number: number): string {
  return `/courses/${encodeURIComponent(courseId)}/versions/${number}`;
}
