import { forbidden } from '#server/errors.ts';

/** Goes on only if the policy said yes; `detail` says who may do this. */
export function allow(permitted: boolean, detail: string): asserts permitted {
  if (!permitted) throw forbidden(detail);
}
