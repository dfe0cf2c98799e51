import { useTranslation } from 'react-i18next';
import { MenuButton } from '#client/ui/menu-button.tsx';
import type { User } from '#server/contract/accounts.ts';
import type { Task } from './task-dialog.tsx';

type Props = { user: User; me: User; onTask: (task: Task) => void };

/** What `me` may do with this account; the server has the last word. Nobody can lock themselves out. */
export function PersonMenu({ user, me, onTask }: Props) {
  const { t } = useTranslation();
  const kinds = possibleTasks(user, me);
  if (kinds.length === 0) return null;
  const words = {
    'new-link': t('people.newLink'),
    'change-role': t('people.changeRole'),
    close: t('people.close'),
    reopen: t('people.reopen'),
  };
  return (
    <MenuButton
      label={t('people.actionsFor', { name: user.name })}
      items={kinds.map((kind) => ({ id: kind, text: words[kind] }))}
      onChoose={(kind) => onTask({ kind, user })}
    />
  );
}

function possibleTasks(user: User, me: User): Task['kind'][] {
  if (user.id === me.id) return [];
  if (me.role === 'admin') return user.active ? ['new-link', 'change-role', 'close'] : ['reopen'];
  return me.role === 'trainer' && user.role === 'agent' && user.active ? ['new-link'] : [];
}
