import { StepTitle } from './parts/step-title.tsx';
import type { Aside } from './player-context.ts';
import { usePlayer } from './player-context.ts';
import { Receipt } from './receipt.tsx';
import { SelfTest } from './self-test/self-test.tsx';

/** A page beside the lesson: its receipt, or the test of the connection to the LMS. */
export function AsidePage({ aside }: { aside: Aside }) {
  const { close, t } = usePlayer();
  return (
    <div className="page">
      <main className="screen">
        <StepTitle focus>{t(aside === 'receipt' ? 'receipt.title' : 'self-test.title')}</StepTitle>
        {aside === 'receipt' ? <Receipt /> : <SelfTest />}
        <div>
          <button type="button" className="button" onClick={close}>
            {t('back')}
          </button>
        </div>
      </main>
    </div>
  );
}
