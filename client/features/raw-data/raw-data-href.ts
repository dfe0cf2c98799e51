/** Addresses of these pages. Ids of SCOs hold any characters, so they stand in the query. */
export const attemptsHref = (learnerId: string, course: string): string =>
  `${attemptsPath(learnerId)}?${new URLSearchParams({ course })}`;

/** An attempt of a learner. */
export type AttemptOf = { learnerId: string; attemptId: string };

export const scoHref = (attempt: AttemptOf, sco: string): string =>
  `${attemptPath(attempt)}?${new URLSearchParams({ sco })}`;

export const logHref = (
  attempt: AttemptOf,
  { launched, epoch, sco }: { launched: string; epoch: number; sco: string },
): string => `${attemptPath(attempt)}/calls?${new URLSearchParams({ launched, epoch: String(epoch), sco })}`;

const attemptsPath = (learnerId: string): string =>
  `/reports/learners/${encodeURIComponent(learnerId)}/attempts`;
const attemptPath = ({ learnerId, attemptId }: AttemptOf): string =>
  `${attemptsPath(learnerId)}/${encodeURIComponent(attemptId)}`;
