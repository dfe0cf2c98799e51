const complaints: unknown[][] = [];

/** Notes a console.error of the test that runs. */
export function complain(parts: unknown[]): void {
  complaints.push(parts);
}

/** What was complained about since the last call. A test that breaks something on purpose calls it to say so. */
export function takeComplaints(): unknown[][] {
  return complaints.splice(0);
}
