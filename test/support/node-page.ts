import type { createFacade } from '#client/shell/facade.ts';
import { openJournal } from '#client/shell/journal.ts';
import type { ShellPage } from '#client/shell/page.ts';
import type { Edition } from '#client/shell/protocol.ts';
import type { Wire } from '#client/shell/wire.ts';
import type { Activity } from '#courses/scorm/activity-tree.ts';
import { nameOf, type RandomCall } from './random-calls.ts';

/** What a browser keeps for a site, without the browser. */
export function memoryShelf(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'> {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (at) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size;
    },
  };
}

export type NodePage = {
  edition: Edition;
  wire: Wire;
  shelf: ReturnType<typeof memoryShelf>;
  isReview?: boolean;
  contents?: Activity | null;
  later?: ShellPage['later'];
  pause?: ShellPage['pause'];
};

const laterByClock: ShellPage['later'] = (work, ms) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

/** The shell's page as far as it is not on a screen: everything that content and server come in touch with. */
export function nodePage({
  edition,
  wire,
  shelf,
  isReview = false,
  contents = null,
  ...more
}: NodePage): ShellPage {
  const { later = laterByClock, pause = (ms) => new Promise<void>((resolve) => void later(resolve, ms)) } =
    more;
  const nothing = () => {};
  return {
    launch: {
      edition,
      href: '/files/key/index.html',
      title: 'A lesson',
      language: 'en',
      appOrigins: [],
      sessionPath: 'session',
      commitPath: 'commit',
      scoPath: 'sco',
      logPath: 'log',
      journal: 'attempt',
      selfReporting: false,
      mode: isReview ? 'review' : 'normal',
      masteryOverride: true,
      contents,
    },
    isReview,
    stage: { open: nothing, leave: async () => {}, clear: nothing, show: nothing },
    wire,
    journal: openJournal(shelf, 'attempt'),
    hint: nothing,
    later,
    pause,
    openLog: () => ({ record: nothing, send: nothing }),
  };
}

export const SILENT_BAR = { show: () => {}, tell: () => {} };

type Facade = ReturnType<typeof createFacade>;

/**
 * Calls a function of a facade as content would. Throws when it throws, gives no text, or tells what another attempt
 * has set.
 */
export function callFacade(
  facade: Facade,
  edition: Edition,
  { role, args }: RandomCall,
  mark: string,
): string {
  const name = nameOf(edition, role);
  const result: unknown = facade[name]?.(...args);
  if (typeof result !== 'string') throw new Error(`${name} answered ${typeof result}`);
  expectOwn(result, mark, name);
  return result;
}

/** Marks of attempts that are not `mark`, in a text. */
export const foreignMarks = (text: string, mark: string): string[] =>
  (text.match(/\bm\d+x/g) ?? []).filter((found) => found !== mark);

export function expectOwn(text: string, mark: string, where: string): void {
  const [foreign] = foreignMarks(text, mark);
  if (foreign !== undefined) throw new Error(`${where} of ${mark} holds ${foreign}`);
}
