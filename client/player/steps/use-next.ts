import { usePlayer, useSnapshot } from '#client/player/player-context.ts';

type Action = { label: string; onPress: () => void };

/** The main action that leaves a step: on to the next one (after the last: one still open), or to the result. */
export function useNext(): Action {
  const { session, showResult, t } = usePlayer();
  const { view } = useSnapshot();
  if (view.finished) return { label: t('to-result'), onPress: showResult };
  const last = view.index === view.total - 1;
  return { label: t(last ? 'to-open-step' : 'next'), onPress: () => session.send({ type: 'next' }) };
}

/** A second try of the present step, where there is one. */
export function useRetry(canRetry: boolean, label: string): Action | undefined {
  const { session } = usePlayer();
  return canRetry ? { label, onPress: () => session.send({ type: 'retry' }) } : undefined;
}
