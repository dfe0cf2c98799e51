import { useMemo, useState } from 'react';
import { Finish } from './finish.tsx';
import { Left } from './left.tsx';
import { Banner } from './parts/banner.tsx';
import { Header } from './parts/header.tsx';
import { useMoved } from './parts/use-moved.ts';
import type { Place, Player } from './player-context.ts';
import { PlayerProvider, usePlayer, useSnapshot } from './player-context.ts';
import { StepScreen } from './step-screen.tsx';
import { Unsaved } from './unsaved.tsx';

/** The whole player for one lesson. */
export function App({ player }: { player: Omit<Player, 'place' | 'go' | 'showResult'> }) {
  const [place, setPlace] = useState<Place>('steps');
  const value = useMemo(
    () => ({
      ...player,
      place,
      go: (step: string) => {
        player.session.send({ type: 'go', step });
        setPlace('steps');
      },
      showResult: () => setPlace('result'),
    }),
    [player, place],
  );
  return (
    <PlayerProvider value={value}>
      <Screens />
    </PlayerProvider>
  );
}

function Screens() {
  const { session, place } = usePlayer();
  const { left, run, view, save } = useSnapshot();
  const [leaving, setLeaving] = useState(false);
  const moved = useMoved(`${place} ${run.at}`);
  const exit = (): void => {
    setLeaving(true);
    session.leave();
  };
  if (left) return <Left />;
  return (
    <div className="page">
      <Header atResult={place === 'result'} onExit={exit} />
      <main className="screen">
        <Banner />
        {leaving && save.kind === 'failed' && <Unsaved onStay={() => setLeaving(false)} />}
        {place === 'result' ? (
          <Finish onExit={exit} />
        ) : (
          <StepScreen key={run.at} view={view} moved={moved} />
        )}
      </main>
    </div>
  );
}
