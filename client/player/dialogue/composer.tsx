import { FocusHeading } from '#client/player/parts/focus-heading.tsx';
import { MeantPicker } from '#client/player/parts/meant-picker.tsx';
import { OwnWordsField } from '#client/player/parts/own-words-field.tsx';
import { PreparedLines } from '#client/player/parts/prepared-lines.tsx';
import { usePlayer } from '#client/player/player-context.ts';
import { useOwnWords } from '#client/player/use-own-words.ts';
import type { DialogueView } from '#courses/engine/types.ts';
import { sceneAt } from './scene-at.ts';

type Props = {
  view: DialogueView;
  ask: NonNullable<DialogueView['ask']>;
  focus: boolean;
  onChoose: (choice: string) => void;
};

/** A turn in own words, with the prepared lines one tap away. */
export function Composer({ view, ask, focus, onChoose }: Props) {
  const { session, t } = usePlayer();
  const draft = useOwnWords(sceneAt(view, view.said.length), ask.stem, (text, read) =>
    session.send({ type: 'say-own', text, read }),
  );
  if (draft.unclear)
    return <MeantPicker {...draft.unclear} title={t('meant.title')} hint={t('meant.hint')} />;
  return (
    <>
      <FocusHeading focus={focus && !draft.rephrasing}>{t('say.ask')}</FocusHeading>
      <OwnWordsField
        label={ask.prompt ?? t('own.label')}
        draft={draft}
        hint={!view.said.some(({ own }) => own)}
      >
        <button type="button" className="button main" onClick={draft.send}>
          {t('own.send')}
        </button>
      </OwnWordsField>
      <PreparedLines lines={view.choices} onSay={onChoose} />
    </>
  );
}
