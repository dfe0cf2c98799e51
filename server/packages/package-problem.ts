import { NamedError } from '#server/errors.ts';

/** What can be wrong with a zip that somebody hands in; stable names for programs. */
export type PackageProblemReason =
  | 'not-a-zip'
  | 'damaged-zip'
  | 'encrypted'
  | 'unsafe-path'
  | 'unsafe-entry'
  | 'too-large'
  | 'no-manifest'
  | 'not-scorm'
  | 'bad-manifest'
  | 'unsafe-xml'
  | 'nothing-to-play'
  | 'unsafe-address'
  | 'missing-file'
  | 'bad-description';

/** A package is refused. The message is a sentence for the person who sent it: what was wrong, the value, what is expected. */
export class PackageProblem extends NamedError {
  override readonly name = 'PackageProblem';
  readonly reason: PackageProblemReason;

  constructor(reason: PackageProblemReason, message: string, cause?: unknown) {
    super({ status: 422, id: `package-${reason}`, title: 'The package cannot be used' }, message, { cause });
    this.reason = reason;
  }
}

export const refused = (reason: PackageProblemReason, message: string, cause?: unknown): PackageProblem =>
  new PackageProblem(reason, message, cause);
