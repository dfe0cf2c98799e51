import type { PackageState, ShellState } from '#client/shell/protocol.ts';
import { loadRunTime } from '#client/shell/run-time.ts';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import type { OnMove, Route } from './route.ts';
import { route12 } from './route-1.2.ts';

/** The way through a package by its edition's rules; what the other edition needs is never downloaded. */
export async function loadRoute(
  { edition, masteryOverride }: Pick<ShellState, 'edition' | 'masteryOverride'>,
  contents: Activity,
  state: PackageState,
  onMove: OnMove,
): Promise<Route> {
  if (edition === '1.2') return route12(contents, state, await loadRunTime(edition, masteryOverride));
  const { openRoute2004 } = await import('./route-2004.ts');
  return openRoute2004(contents, state, onMove);
}
