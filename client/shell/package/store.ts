import type { Content } from '#client/shell/outbox.ts';
import type { Transport } from '#client/shell/transport.ts';
import type { Route } from './route.ts';

export type PackageStore = {
  /** Stores what an item has set, and how the package stands with it. */
  put: (content: Content, how: 'soon' | 'terminate' | 'leave', isOver: boolean) => boolean;
  /** A new attempt at an item begins: what the last one had set belongs to it no more. */
  forget: (sco: string) => void;
  /** Something was opened that never talks to us: that the learner was there is all there is to store. */
  opened: (sco: string) => void;
  /** Where the learner stands has changed without anything that content has set. */
  putRoute: () => void;
};

/** Commits of a package: every one carries the state of sequencing, where there is one. */
export function openStore(route: Pick<Route, 'snapshot'>, transport: Transport): PackageStore {
  let last: { content: Content; isOver: boolean } | undefined;
  const whole = (content: Content): Content => {
    const state = route.snapshot();
    return state ? { ...content, package: state } : content;
  };
  return {
    put(content, how, isOver) {
      last = { content, isOver };
      return transport.commit(whole(content), how, isOver);
    },
    forget(sco) {
      if (last?.content.sco === sco) last = undefined;
    },
    opened(sco) {
      // without an engine the server has noted it when the item was opened
      if (!route.snapshot()) return;
      last = { content: { sco, cmi: {} }, isOver: true };
      transport.commit(whole(last.content), 'soon', true);
    },
    putRoute() {
      if (last && route.snapshot()) transport.commit(whole(last.content), 'soon', last.isOver);
    },
  };
}
