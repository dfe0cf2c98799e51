import type { Session } from '#server/contract/accounts.ts';

/** An agent starts with today's lesson, a trainer with the learners. */
export function firstPage({ can }: NonNullable<Session>): string {
  return can.seeReports ? '/reports/learners' : '/';
}
