import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEraseLearner } from '#client/api/learner-data.ts';
import { useProblemText } from '#client/api/problem-text.ts';
import { useAnnounce } from '#client/ui/announcer.tsx';
import { Button } from '#client/ui/button.tsx';
import { CheckField } from '#client/ui/check-field.tsx';
import { Dialog, DialogActions } from '#client/ui/dialog.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import type { User } from '#server/contract/accounts.ts';
import type { Erased } from '#server/contract/learner-data.ts';
import styles from './people.module.css';

const LOST = ['attempts', 'answers', 'levels', 'logs'] as const;

/** Says what is lost, and has the username typed before it is. */
export function EraseDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const erase = useEraseLearner(user.id);
  const [typed, setTyped] = useState('');
  const [account, setAccount] = useState(false);
  const [isWrong, setIsWrong] = useState(false);
  const { name, username } = user;
  const handleDone = (erased: Erased) => {
    announce(
      erased.account
        ? t('learnerData.erasedAccount', { name })
        : t('learnerData.erased', { name, count: erased.attempts }),
    );
    onClose();
  };
  const handleErase = () => {
    const isRight = typed.trim().toLowerCase() === username;
    setIsWrong(!isRight);
    if (isRight) erase.mutate({ username, account }, { onSuccess: handleDone });
  };
  return (
    <Dialog title={t('learnerData.eraseTitle', { name })} onClose={onClose} isDismissable={false}>
      <div>
        <p>{t('learnerData.eraseText')}</p>
        <ul className={styles.lost}>
          {LOST.map((what) => (
            <li key={what}>{t(`learnerData.eraseLost.${what}`)}</li>
          ))}
        </ul>
      </div>
      <p>{t('learnerData.eraseOpen')}</p>
      <p>{t('learnerData.eraseFirst')}</p>
      <CheckField
        label={t('learnerData.withAccount')}
        hint={t('learnerData.withAccountHint')}
        isChecked={account}
        onChange={setAccount}
      />
      <TextField
        label={t('learnerData.confirm', { username })}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          setIsWrong(false);
        }}
        autoComplete="off"
        spellCheck="false"
        problem={isWrong ? t('learnerData.confirmWrong', { username }) : null}
      />
      {erase.isError && <Notice tone="bad" text={problemText(erase.error)} />}
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button look="danger" onPress={handleErase} isPending={erase.isPending}>
          {t('learnerData.submit')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
