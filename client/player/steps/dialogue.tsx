import { useState } from 'react';
import { Announcer } from '#client/player/dialogue/announcer.tsx';
import { Composer } from '#client/player/dialogue/composer.tsx';
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
  const moving = useMoved(`${state.phase} ${state.said.length}`);
  if (debriefed && state.phase !== 'debrief') setDebriefed(false);
  if (state.phase === 'opening') return <Opening step={step} state={state} />;
  if (debriefed) return <Debrief step={step} state={state} canRetry={canRetry} focus={moving} />;
  return <Talk state={state} moving={moving} onDebrief={() => setDebriefed(true)} />;
}

function Talk({ state, moving, onDebrief }: { state: DialogueView; moving: boolean; onDebrief: () => void }) {
  const { session, t } = usePlayer();
  // Who would rather choose than type does so for the whole conversation.
  const [choosing, setChoosing] = useState(false);
  const decisions = state.said.length;
  const over = state.phase === 'debrief';
  const { customer } = state;
  const answers = state.lines.filter(({ who, decision }) => who === 'customer' && decision === decisions - 1);
  useSpoken(
    answers.map(({ text }) => ({ text, ...customer.voice })),
    decisions,
  );
  return (
    <div className={`${css['talk']} wide`}>
      <CustomerBar view={state} />
      <div className={css['main']}>
        <Thread view={state} moving={moving} />
        <Understood key={`understood ${decisions}`} state={state} moving={moving} />
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
        {state.phase === 'talking' && !state.ask && (
          <SayPicker key={`say ${decisions}`} choices={state.choices} focus={moving} />
        )}
        {state.phase === 'talking' && state.ask && (
          <Composer
            key={`own ${decisions}`}
            view={state}
            focus={moving}
            choosing={choosing}
            onChoosing={setChoosing}
          >
            <SayPicker choices={state.choices} focus={false} />
          </Composer>
        )}
        <Announcer view={state} moving={moving} />
        <Actions {...(over && { main: { label: t('to-debrief'), onPress: onDebrief } })} />
      </div>
    </div>
  );
}
