import { useEffect, useMemo, useRef, useState } from 'react';
import { AsidePage } from './aside-page.tsx';
import { Finish } from './finish.tsx';
import { Left } from './left.tsx';
import { Banner } from './parts/banner.tsx';
import { Header } from './parts/header.tsx';
import { useMoved } from './parts/use-moved.ts';
import type { Aside, Place, Player, Wishes } from './player-context.ts';
import { PlayerProvider, usePlayer, useSnapshot } from './player-context.ts';
import { useSelfTestKeys } from './self-test/use-self-test-keys.ts';
import { isUnsaved } from './session.ts';
import { StepScreen } from './step-screen.tsx';
import { Unsaved } from './unsaved.tsx';

/** What the player is given; the rest of its context is where the learner is and what they wish. */
export type GivenPlayer = Pick<Player, 'data' | 'session' | 't' | 'lost' | 'connection'>;

/** The whole player for one lesson; `first` is where it opens, when that is not the present step. */
export function App({ player, first }: { player: GivenPlayer; first?: { place?: Place; aside?: Aside } }) {
  const [place, setPlace] = useState<Place>(first?.place ?? 'steps');
  const [aside, setAside] = useState(first?.aside);
  const [voice, setVoice] = useState<SpeechSynthesisVoice>();
  const [wishes, setWishes] = useState<Wishes>({ choose: false, speak: false });
  const opener = useRef<Element>(null);
  useEffect(() => {
    if (aside === undefined && opener.current instanceof HTMLElement) opener.current.focus();
  }, [aside]);
  const value = useMemo(
    () => ({
      ...player,
      place,
      go: (step: string) => {
        player.session.send({ type: 'go', step });
        setPlace('steps');
      },
      showResult: () => setPlace('result'),
      voice,
      setVoice,
      wishes,
      wish: (change: Partial<Wishes>) => setWishes((before) => ({ ...before, ...change })),
      aside,
      open: (page: Aside) => {
        opener.current = document.activeElement;
        setAside(page);
      },
      close: () => setAside(undefined),
    }),
    [player, place, aside, voice, wishes],
  );
  return (
    <PlayerProvider value={value}>
      <Screens />
    </PlayerProvider>
  );
}

function Screens() {
  const { session, place, aside } = usePlayer();
  const { left, run, view, save } = useSnapshot();
  const [leaving, setLeaving] = useState(false);
  const moved = useMoved(`${place} ${run.at}`);
  const exit = (): void => {
    setLeaving(true);
    session.leave();
  };
  useSelfTestKeys();
  const lesson = (
    <>
      <Header atResult={place === 'result'} onExit={exit} />
      <main className="screen">
        <Banner />
        {leaving && isUnsaved(save) && <Unsaved onStay={() => setLeaving(false)} />}
        {place === 'result' ? (
          <Finish onExit={exit} />
        ) : (
          <StepScreen key={run.at} view={view} moved={moved} />
        )}
      </main>
    </>
  );
  return (
    <>
      {aside !== undefined && <AsidePage aside={aside} />}
      {/* The lesson stays as it is behind a page beside it: half a typed question must not get lost. */}
      <div className="page" hidden={aside !== undefined}>
        {left ? <Left /> : lesson}
      </div>
    </>
  );
}
