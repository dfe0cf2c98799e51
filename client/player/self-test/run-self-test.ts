import type { Call } from './call-log.ts';
import type { Connection } from './connection.ts';
import { needsOf } from './needs.ts';
import { type Evidence, probe } from './probe.ts';
import { judge, type Verdict } from './verdict.ts';

/** What a run of the self-test gives: all of it may be shown. */
export type Tested = { verdict: Verdict; evidence: Evidence | undefined; calls: Call[]; stored: number };

type Now = { lost: boolean; ended: boolean; review: boolean };

/** Tries what can be tried and judges it. It changes no status, score, answer or objective. */
export function runSelfTest(connection: Connection, { lost, ended, review }: Now): Tested {
  const { edition, runTime } = connection;
  const canTry = runTime !== undefined && edition !== 'none';
  // Without a session every call would be refused, and rightly.
  const evidence = canTry && !lost && !ended ? probe(runTime, needsOf(edition), !review) : undefined;
  return {
    verdict: judge({ connection, evidence, lost, ended, review }),
    evidence,
    calls: [...(runTime?.log.calls() ?? [])],
    stored: evidence?.returnedLength ?? 0,
  };
}
