import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Column, DataTable, type Sort } from '#client/ui/data-table.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import { When } from '#client/ui/when.tsx';
import type { User } from '#server/contract/accounts.ts';
import styles from './people.module.css';
import { PersonMenu } from './person-menu.tsx';
import type { Task } from './task-dialog.tsx';

type Props = { users: readonly User[]; me: User; onTask: (task: Task) => void };

export function PeopleTable({ users, me, onTask }: Props) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState('');
  const [sort, setSort] = useState<Sort>({ column: 'name', descending: false });
  const wanted = filter.trim().toLocaleLowerCase();
  const shown = users.filter((user) => `${user.name} ${user.username}`.toLocaleLowerCase().includes(wanted));
  return (
    <>
      {users.length > 7 && (
        <div className={styles.filter}>
          <TextField label={t('people.filter')} type="search" value={filter} onChange={setFilter} />
        </div>
      )}
      <output>{shown.length === 0 && t('people.noMatch')}</output>
      {shown.length > 0 && (
        <DataTable
          caption={t('people.table')}
          columns={columns(t, me, onTask)}
          rows={shown}
          sort={sort}
          onSort={setSort}
          words={{ sortBy: t('common.sortBy') }}
        />
      )}
    </>
  );
}

function columns(t: TFunction, me: User, onTask: (task: Task) => void): Column<User>[] {
  return [
    {
      id: 'name',
      header: t('people.name'),
      compare: (a, b) => a.name.localeCompare(b.name),
      cell: (user) => <Name user={user} isMe={user.id === me.id} />,
    },
    {
      id: 'role',
      header: t('people.role'),
      compare: (a, b) => a.role.localeCompare(b.role),
      cell: (user) => t(`people.roles.${user.role}`),
    },
    {
      id: 'state',
      header: t('people.state'),
      compare: (a, b) => state(a).localeCompare(state(b)),
      cell: (user) => <span className={styles[state(user)]}>{t(`people.states.${state(user)}`)}</span>,
    },
    {
      id: 'lastSeen',
      header: t('people.lastSeen'),
      compare: (a, b) => (b.lastSeenMs ?? 0) - (a.lastSeenMs ?? 0),
      cell: (user) =>
        user.lastSeenMs === null ? (
          <span className={styles.soft}>{t('common.never')}</span>
        ) : (
          <When ms={user.lastSeenMs} />
        ),
    },
    {
      id: 'actions',
      corner: true,
      header: t('people.actions'),
      cell: (user) => <PersonMenu user={user} me={me} onTask={onTask} />,
    },
  ];
}

function state(user: User): 'active' | 'waiting' | 'closed' {
  if (!user.active) return 'closed';
  return user.ready ? 'active' : 'waiting';
}

function Name({ user, isMe }: { user: User; isMe: boolean }) {
  const { t } = useTranslation();
  const notes = [isMe ? t('people.you') : null, user.tryout ? t('people.tryout') : null].filter(
    (note) => note !== null,
  );
  return (
    <>
      <bdi className={styles.name}>{user.name}</bdi>
      <span className={styles.soft}>{[user.username, ...notes].join(' · ')}</span>
    </>
  );
}
