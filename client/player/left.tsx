import { SaveLine } from './parts/save-line.tsx';
import { StepTitle } from './parts/step-title.tsx';
import { usePlayer, useSnapshot } from './player-context.ts';
import { Receipt } from './receipt.tsx';
import { isUnsaved } from './session.ts';

/** After Exit: the session is over, so nothing more can be recorded in this window. */
export function Left() {
  const { t } = usePlayer();
  const { result, save } = useSnapshot();
  return (
    <main className="screen">
      <StepTitle focus>{t('left.title')}</StepTitle>
      <p className="lead">{t(save.kind === 'saved' && !result.complete ? 'left.resume' : 'left.close')}</p>
      {isUnsaved(save) ? <Receipt /> : <SaveLine />}
    </main>
  );
}
