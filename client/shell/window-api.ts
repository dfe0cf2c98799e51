import { GLOBAL_NAME } from './facade.ts';
import type { Edition } from './protocol.ts';

type Facade = Readonly<Record<string, unknown>>;

/**
 * The place on this window where content looks for its run-time. What stands there changes with every part of a
 * package, and only this page can change it: content can neither replace it nor take it away.
 * @returns puts a run-time there, or nothing
 */
export function openApiPlace(
  edition: Edition,
  target: Window = window,
): (facade: Facade | undefined) => void {
  let current: Facade | undefined;
  Object.defineProperty(target, GLOBAL_NAME[edition], {
    get: () => current,
    enumerable: true,
    configurable: false,
  });
  return (facade) => {
    current = facade;
  };
}
