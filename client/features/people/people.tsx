import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '#client/api/loaded.tsx';
import { peopleQuery } from '#client/api/people.ts';
import { Button } from '#client/ui/button.tsx';
import { PageHeading } from '#client/ui/page-heading.tsx';
import type { User, UserWithLink } from '#server/contract/accounts.ts';
import { AddPerson } from './add-person.tsx';
import { LinkDialog } from './link-dialog.tsx';
import styles from './people.module.css';
import { PeopleTable } from './people-table.tsx';
import { type Task, TaskDialog } from './task-dialog.tsx';

/** Who can sign in. A trainer adds agents; an administrator everybody, and changes roles and access. */
export function People({ me }: { me: User }) {
  const { t } = useTranslation();
  const people = useQuery(peopleQuery);
  const [adding, setAdding] = useState(false);
  const [task, setTask] = useState<Task | null>(null);
  const [link, setLink] = useState<UserWithLink | null>(null);
  const handleLink = (made: UserWithLink) => {
    setAdding(false);
    setTask(null);
    setLink(made);
  };
  return (
    <div className={styles.page}>
      <PageHeading
        title={t('people.title')}
        lead={t('people.lead')}
        actions={
          <Button look="primary" onPress={() => setAdding(true)}>
            {t('people.add')}
          </Button>
        }
      />
      <Loaded query={people}>{(data) => <PeopleTable users={data.users} me={me} onTask={setTask} />}</Loaded>
      {adding && (
        <AddPerson asAdmin={me.role === 'admin'} onClose={() => setAdding(false)} onAdded={handleLink} />
      )}
      {task !== null && <TaskDialog task={task} onClose={() => setTask(null)} onLink={handleLink} />}
      {link !== null && <LinkDialog made={link} onClose={() => setLink(null)} />}
    </div>
  );
}
