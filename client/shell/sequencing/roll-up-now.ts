import { leavesOf } from '#client/shell/load-tree.ts';
import type { Tree } from '#client/shell/protocol.ts';
import type { Engine } from './engine.ts';

/** What a SCO reports to sequencing (RTE 4.1.7). */
const REPORTED =
  /^cmi\.(objectives\.\d+\.(id|success_status|completion_status|progress_measure|score\.\w+)|success_status|completion_status|progress_measure|score\.\w+)$/;

/**
 * Rolls up what a running SCO has set so far, in a copy of the engine: sequencing itself learns of it only when the
 * attempt ends or is suspended (TB.2.3, 5), but a learner who has finished and not yet left is to be shown as finished.
 * @param copy an engine in the state of the real one; it is spent afterwards
 */
export function rollUpNow(copy: Engine, cmi: Tree): Engine {
  const { api } = copy;
  api.lmsInitialize('');
  for (const [element, value] of leavesOf(cmi, 'cmi')) {
    if (value !== '' && REPORTED.test(element)) api.lmsSetValue(element, value);
  }
  api.getSequencingService()?.prepareNavigationRequest('suspendAll');
  return copy;
}
