import { useState } from 'react';
import { Announcer } from '#client/player/dialogue/announcer.tsx';
import { CustomerBar } from '#client/player/dialogue/customer-bar.tsx';
import { Debrief } from '#client/player/dialogue/debrief.tsx';
import { Opening } from '#client/player/dialogue/opening.tsx';
import { SayPicker } from '#client/player/dialogue/say-picker.tsx';
import { Sure } from '#client/player/dialogue/sure.tsx';
import { Thread } from '#client/player/dialogue/thread.tsx';
import { Understood } from '#client/player/dialogue/understood.tsx';
import { useSpoken } from '#client/player/dialogue/use-spoken.ts';
import { Actions } from '#client/player/parts/actions.tsx';
import { FocusHeading } from '#client/player/parts/focus-heading.tsx';
import { RichText } from '#client/player/parts/rich-text.tsx';
import { useMoved } from '#client/player/parts/use-moved.ts';
import { usePlayer } from '#client/player/player-context.ts';
import type { DialogueView } from '#courses/engine/types.ts';
import css from './dialogue.module.css';
import type { StepProps } from './step-props.ts';

/** The drill: before the first word, the talk, and what came of it. */
export function DialogueStep({ step, state, canRetry }: StepProps<'dialogue'>) {
  // The last reaction is read in the talk; the debrief comes when the learner asks for it.
  const [debriefed, setDebriefed] = useState(state.phase === 'debrief');
  const moving = useMoved(`${state.phase} ${turnOf(state)}`);
  if (debriefed && state.phase !== 'debrief') setDebriefed(false);
  if (state.phase === 'opening') return <Opening step={step} state={state} />;
  if (debriefed) return <Debrief step={step} state={state} canRetry={canRetry} focus={moving} />;
  return <Talk state={state} moving={moving} onDebrief={() => setDebriefed(true)} />;
}

/** Changes with everything that is said, also when a decision is taken again because something else was meant; '' before. */
function turnOf({ said }: DialogueView): string {
  const own = said.at(-1)?.own;
  return said.length === 0 ? '' : `${said.length} ${own?.labelled ? own.focus : ''}`;
}

function Talk({ state, moving, onDebrief }: { state: DialogueView; moving: boolean; onDebrief: () => void }) {
  const { session, t } = usePlayer();
  const decisions = state.said.length;
  const over = state.phase === 'debrief';
  const { customer } = state;
  const own = state.said.at(-1)?.own;
  const turn = turnOf(state);
  const answers = state.lines.filter(({ who, decision }) => who === 'customer' && decision === decisions - 1);
  useSpoken(
    answers.map(({ text }) => ({ text, ...customer.voice })),
    turn,
  );
  return (
    <div className={`${css['talk']} wide`}>
      <CustomerBar view={state} />
      <div className={css['main']}>
        <Thread view={state} moving={moving} turn={turn} />
        {own && <Understood key={`own ${turn}`} view={state} own={own} moving={moving} />}
        {state.coaching && (
          <div className={`coach ${css['coach']}`} key={`coach ${decisions}`} data-moving={moving}>
            <b>{t('coach')}</b>
            <RichText source={state.coaching} />
          </div>
        )}
        {over && (
          <FocusHeading focus className={css['over']}>
            {t('talk.over')}
          </FocusHeading>
        )}
        {state.phase === 'sure' && (
          <Sure
            name={customer.name}
            onPick={(confidence) => {
              session.send({ type: 'sure', confidence });
              onDebrief();
            }}
          />
        )}
        {state.phase === 'talking' && <SayPicker key={`say ${turn}`} view={state} focus={moving} />}
        <Announcer view={state} moving={moving} turn={turn} />
        <Actions {...(over && { main: { label: t('to-debrief'), onPress: onDebrief } })} />
      </div>
    </div>
  );
}
