import { useTranslation } from 'react-i18next';
import { useSaveLearnerData } from '#client/api/learner-data.ts';
import { useProblemText } from '#client/api/problem-text.ts';
import { useAnnounce } from '#client/ui/announcer.tsx';
import { MenuButton } from '#client/ui/menu-button.tsx';
import type { User } from '#server/contract/accounts.ts';
import type { Task } from './task-dialog.tsx';

type Props = { user: User; me: User; onTask: (task: Task) => void };

/** What `me` may do with this account; the server has the last word. Nobody can lock themselves out. */
export function PersonMenu({ user, me, onTask }: Props) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const save = useSaveLearnerData();
  const kinds = possibleTasks(user, me);
  if (kinds.length === 0) return null;
  const words = {
    'new-link': t('people.newLink'),
    'change-role': t('people.changeRole'),
    close: t('people.close'),
    reopen: t('people.reopen'),
    download: t('learnerData.personDownload'),
    erase: t('learnerData.erase'),
  };
  const handleDownload = () => {
    announce(t('learnerData.downloading', { name: user.name }));
    save.mutate(user.id, { onError: (error) => announce(problemText(error)) });
  };
  return (
    <MenuButton
      label={t('people.actionsFor', { name: user.name })}
      items={kinds.map((kind) => ({ id: kind, text: words[kind] }))}
      onChoose={(kind) => (kind === 'download' ? handleDownload() : onTask({ kind, user }))}
    />
  );
}

type Kind = Task['kind'] | 'download';

function possibleTasks(user: User, me: User): Kind[] {
  if (user.id === me.id) return [];
  if (me.role === 'admin') {
    const access: Kind[] = user.active ? ['new-link', 'change-role', 'close'] : ['reopen'];
    return [...access, 'download', 'erase'];
  }
  return me.role === 'trainer' && user.role === 'agent' && user.active ? ['new-link'] : [];
}
