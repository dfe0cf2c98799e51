import type { Tree } from './protocol.ts';
import type { StartSession } from './run-time.ts';

/** Characters that no text holds (Unicode: noncharacters), one for each line break that the library refuses. */
const STANDS_FOR = new Map([
  ['\n', '\uFDD0'],
  ['\r', '\uFDD1'],
  ['\u2028', '\uFDD2'],
  ['\u2029', '\uFDD3'],
]);
const MEANS = new Map([...STANDS_FOR].map(([breaks, stand]) => [stand, breaks]));

const hide = (text: string): string => text.replace(/[\n\r\u2028\u2029]/g, (c) => STANDS_FOR.get(c) ?? c);
const show = (text: string): string => text.replace(/[\uFDD0-\uFDD3]/g, (c) => MEANS.get(c) ?? c);

const inTree = (tree: Tree, change: (text: string) => string): Tree =>
  Object.fromEntries(
    Object.entries(tree).map(([name, value]) => [
      name,
      typeof value === 'string' ? change(value) : inTree(value, change),
    ]),
  );

/**
 * Answers of several lines. Both editions allow any character in an answer or a comment (1.2 RTE, CMIFeedback; 2004 RTE,
 * characterstring), but the library refuses line breaks there and the answer would be lost: inside it they are others.
 */
export const withLineBreaks =
  (start: StartSession): StartSession =>
  (cmi, store) => {
    const session = start(inTree(cmi, hide), (tree, final) => store(inTree(tree, show), final));
    return {
      ...session,
      getValue: (element) => {
        const value = session.getValue(element);
        return typeof value === 'string' ? show(value) : value;
      },
      setValue: (element, value) => session.setValue(element, hide(value)),
      snapshot: () => inTree(session.snapshot(), show),
    };
  };
