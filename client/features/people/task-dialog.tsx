import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChangePerson, useNewLink } from '#client/api/people.ts';
import { useProblemText } from '#client/api/problem-text.ts';
import { useAnnounce } from '#client/ui/announcer.tsx';
import { Button, type Look } from '#client/ui/button.tsx';
import { Dialog, DialogActions } from '#client/ui/dialog.tsx';
import { Notice } from '#client/ui/notice.tsx';
import type { User, UserWithLink } from '#server/contract/accounts.ts';
import { EraseDialog } from './erase-dialog.tsx';
import styles from './people.module.css';
import { RoleField } from './role-field.tsx';

export type Task = { kind: 'new-link' | 'change-role' | 'close' | 'reopen' | 'erase'; user: User };

type Props = { task: Task; onClose: () => void; onLink: (made: UserWithLink) => void };

/** Asks before something happens to an account, does it, and says so. */
export function TaskDialog({ task: { kind, user }, onClose, onLink }: Props) {
  if (kind === 'new-link') return <NewLinkDialog user={user} onClose={onClose} onLink={onLink} />;
  if (kind === 'change-role') return <RoleDialog user={user} onClose={onClose} />;
  if (kind === 'erase') return <EraseDialog user={user} onClose={onClose} />;
  return <AccessDialog user={user} active={kind === 'reopen'} onClose={onClose} />;
}

function NewLinkDialog({ user, onClose, onLink }: { user: User } & Omit<Props, 'task'>) {
  const { t } = useTranslation();
  const newLink = useNewLink();
  return (
    <Dialog title={t('people.newLinkTitle', { name: user.name })} onClose={onClose}>
      <p>{t('people.newLinkText')}</p>
      <Foot
        submit={t('people.newLinkSubmit')}
        work={newLink}
        onSubmit={() => newLink.mutate(user.id, { onSuccess: onLink })}
        onClose={onClose}
      />
    </Dialog>
  );
}

function RoleDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const change = useChangePerson();
  const [role, setRole] = useState(user.role);
  const handleDone = () => {
    announce(t('people.roleSaved', { name: user.name, role: t(`people.roles.${role}`) }));
    onClose();
  };
  return (
    <Dialog title={t('people.roleTitle', { name: user.name })} onClose={onClose}>
      <RoleField value={role} onChange={setRole} />
      <Foot
        submit={t('people.roleSubmit')}
        work={change}
        onSubmit={() => change.mutate({ id: user.id, change: { role } }, { onSuccess: handleDone })}
        onClose={onClose}
      />
    </Dialog>
  );
}

function AccessDialog({ user, active, onClose }: { user: User; active: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const change = useChangePerson();
  const handleDone = () => {
    announce(t(active ? 'people.reopened' : 'people.closed', { name: user.name }));
    onClose();
  };
  return (
    <Dialog
      title={active ? t('people.reopen') : t('people.closeTitle', { name: user.name })}
      onClose={onClose}
    >
      {active ? <p className={styles.name}>{user.name}</p> : <p>{t('people.closeText')}</p>}
      <Foot
        submit={active ? t('people.reopen') : t('people.close')}
        look={active ? 'primary' : 'danger'}
        work={change}
        onSubmit={() => change.mutate({ id: user.id, change: { active } }, { onSuccess: handleDone })}
        onClose={onClose}
      />
    </Dialog>
  );
}

type FootProps = {
  submit: string;
  look?: Look;
  work: { isPending: boolean; error: unknown };
  onSubmit: () => void;
  onClose: () => void;
};

function Foot({ submit, look = 'primary', work, onSubmit, onClose }: FootProps) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return (
    <>
      {work.error !== null && <Notice tone="bad" text={problemText(work.error)} />}
      <DialogActions>
        <Button onPress={onClose}>{t('common.cancel')}</Button>
        <Button look={look} onPress={onSubmit} isPending={work.isPending}>
          {submit}
        </Button>
      </DialogActions>
    </>
  );
}
