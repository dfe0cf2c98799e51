import { Commit } from '#server/contract/commit.ts';
import { invalid } from '#server/errors.ts';
import { type IncomingCommit, sha256 } from './apply-commit.ts';
import { checkCmi, type Edition } from './check-cmi.ts';
import type { Cmi, Reading, Start } from './cmi.ts';
import { readCmi12, readEnded12, startCmi12 } from './cmi-1.2.ts';
import { readCmi2004, startCmi2004 } from './cmi-2004.ts';

/** How each edition's data model is read, and handed to a run-time that starts. */
export const editions: Record<Edition, EditionReader> = {
  '1.2': { read: readCmi12, readEnded: readEnded12, start: startCmi12 },
  // what the LMS makes of nothing is decided by its sequencing engine there
  '2004-4': { read: readCmi2004, readEnded: readCmi2004, start: startCmi2004 },
};
type EditionReader = {
  read: (cmi: Cmi) => Reading;
  /** The same for a snapshot that ended a session. */
  readEnded: (cmi: Cmi) => Reading;
  start: (start: Start) => Cmi;
};

export type ReadCommit = {
  commit: IncomingCommit;
  /** The data model as text. */
  cmi: string;
  /** The SCO that it names. */
  sco: string | undefined;
};

/** Validates the envelope and the data model. Throws `invalid` with the place and the reason. */
export function readCommit(edition: Edition, body: unknown): ReadCommit {
  const parsed = Commit.safeParse(body);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    const [first] = problems;
    throw invalid(`Not a commit: ${first?.path || 'body'}: ${first?.message}`, {
      as: 'invalid-commit',
      problems,
    });
  }
  // The body itself, not what zod made of it: names that JavaScript gives a meaning to would be lost in the copy.
  const checked = checkCmi(edition, (body as Commit).cmi);
  if ('problem' in checked) {
    const { path, message } = checked.problem;
    throw invalid(`Not SCORM ${edition} data: ${path}: ${message}`, {
      as: 'invalid-commit',
      problems: [checked.problem],
    });
  }
  const { epoch, number, final, sco, package: whole } = parsed.data;
  const cmi = JSON.stringify(checked.cmi);
  const more = sco === undefined ? '' : JSON.stringify([sco, whole]);
  const hash = sha256(`${final ? 'final' : ''}${more}${cmi}`);
  const { read, readEnded } = editions[edition];
  const reading = final ? readEnded(checked.cmi) : read(checked.cmi);
  if (whole && !isStorable(whole.sequencing)) {
    throw invalid('The sequencing state holds a character that no database can keep.', {
      as: 'invalid-commit',
    });
  }
  // SCORM 1.2 knows no sequencing, so nobody but us says what its package has come to
  const told = edition === '1.2' ? undefined : whole;
  return { commit: { epoch, number, final, hash, reading, package: told }, cmi, sco };
}

const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0');
