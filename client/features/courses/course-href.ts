/** The page of one course. */
export const courseHref = (courseId: string) => `/courses/${encodeURIComponent(courseId)}`;

/** What was found in one version of it. */
export const versionHref = (courseId: string, number: number) => `${courseHref(courseId)}/versions/${number}`;
