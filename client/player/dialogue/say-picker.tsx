import { FocusHeading } from '#client/player/parts/focus-heading.tsx';
import { LineList } from '#client/player/parts/line-list.tsx';
import { usePlayer } from '#client/player/player-context.ts';
import type { DialogueView } from '#courses/engine/types.ts';
import { Composer } from './composer.tsx';
import css from './say-picker.module.css';

/** What the agent says now: a prepared line, or where the turn takes them their own words. */
export function SayPicker({ view, focus }: { view: DialogueView; focus: boolean }) {
  const { session, t } = usePlayer();
  const say = (choice: string): void => session.send({ type: 'say', choice });
  return (
    <section className={css['picker']}>
      {view.ask ? (
        <Composer view={view} ask={view.ask} focus={focus} onChoose={say} />
      ) : (
        <>
          <FocusHeading focus={focus}>{t('say.ask')}</FocusHeading>
          <LineList lines={view.choices} onSay={say} />
        </>
      )}
    </section>
  );
}
