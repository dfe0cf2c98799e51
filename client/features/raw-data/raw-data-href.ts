/** Addresses of these pages. Ids of SCOs hold any characters, so they stand in the query. */
export const attemptsHref = (learnerId: string, course: string): string =>
  `/reports/learners/${encodeURIComponent(learnerId)}/attempts?${new URLSearchParams({ course })}`;

export const scoHref = (attemptId: string, sco: string): string =>
  `/reports/attempts/${encodeURIComponent(attemptId)}?${new URLSearchParams({ sco })}`;

export const logHref = (attemptId: string, of: { launched: string; epoch: number; sco: string }): string =>
  `/reports/attempts/${encodeURIComponent(attemptId)}/calls?${new URLSearchParams({
    launched: of.launched,
    epoch: String(of.epoch),
    sco: of.sco,
  })}`;
