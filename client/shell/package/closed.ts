import type { RunTime } from '#client/shell/facade.ts';

/** General exception, in both editions. */
const GENERAL = '101';

/** What a part of the package finds behind its run-time once another part is open: nothing it does reaches that one. */
export const CLOSED: RunTime = {
  initialize: () => 'false',
  terminate: () => 'false',
  getValue: () => '',
  setValue: () => 'false',
  commit: () => 'false',
  getLastError: () => GENERAL,
  getErrorString: () => '',
  getDiagnostic: () => '',
};
