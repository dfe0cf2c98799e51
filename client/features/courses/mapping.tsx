import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mappingQuery, useSaveMapping } from '#client/api/imports.ts';
import { progressQuery } from '#client/api/learning.ts';
import { Loaded } from '#client/api/loaded.tsx';
import { useProblemText } from '#client/api/problem-text.ts';
import { useAnnounce } from '#client/ui/announcer.tsx';
import { Button } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { SelectField } from '#client/ui/select-field.tsx';
import type { MappingView } from '#server/contract/imports.ts';
import styles from './course.module.css';

type Target = MappingView['targets'][number];
type TipId = NonNullable<Target['tip']>;
type Tip = { id: TipId; number: number; title: string };

/** What of a package counts towards which tip. */
export function MappingSection({ courseId }: { courseId: string }) {
  const { t } = useTranslation();
  const mapping = useQuery(mappingQuery(courseId));
  // The tips are data of this installation; one's own progress names them.
  const progress = useQuery(progressQuery);
  return (
    <section className={styles.section} aria-labelledby="course-mapping">
      <h2 id="course-mapping">{t('mapping.title')}</h2>
      <Loaded query={mapping}>
        {(view) =>
          view.mapsItself ? (
            <p>{t('mapping.itself')}</p>
          ) : (
            <>
              <p>{t('mapping.lead')}</p>
              {view.judgedAnswers === 0 && <p className={styles.soft}>{t('mapping.noAnswers')}</p>}
              <Loaded query={progress}>
                {({ tips }) => <MappingForm courseId={courseId} targets={view.targets} tips={tips} />}
              </Loaded>
            </>
          )
        }
      </Loaded>
    </section>
  );
}

type Props = { courseId: string; targets: readonly Target[]; tips: readonly Tip[] };
type Chosen = Record<string, TipId | 'none'>;

function MappingForm({ courseId, targets, tips }: Props) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const problemText = useProblemText();
  const save = useSaveMapping(courseId);
  const [chosen, setChosen] = useState<Chosen>({});
  const tipOf = ({ objectiveId, tip }: Target) => chosen[objectiveId] ?? tip ?? 'none';
  const isChanged = targets.some((target) => tipOf(target) !== (target.tip ?? 'none'));
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!isChanged || save.isPending) return;
    const all = targets.flatMap((target) => {
      const tip = tipOf(target);
      return tip === 'none' ? [] : [{ objectiveId: target.objectiveId, tip }];
    });
    save.mutate({ tips: all }, { onSuccess: () => announce(t('mapping.saved')) });
  };
  const options = [
    { id: 'none' as const, text: t('mapping.nothing') },
    ...tips.map(({ id, number, title }) => ({ id, text: t('mapping.tip', { number, title }) })),
  ];
  return (
    <form className={styles.form} onSubmit={handleSubmit}>
      {targets.map((target) => (
        <SelectField
          key={target.objectiveId}
          label={target.objectiveId === '' ? t('mapping.whole') : target.objectiveId}
          {...(target.objectiveId === '' ? {} : { hint: t(`mapping.seenIn.${target.seenIn}`) })}
          value={tipOf(target)}
          options={options}
          onChange={(tip) => {
            save.reset();
            setChosen({ ...chosen, [target.objectiveId]: tip });
          }}
        />
      ))}
      {targets.every(({ objectiveId }) => objectiveId === '') && (
        <p className={styles.soft}>{t('mapping.onlyWhole')}</p>
      )}
      {save.isError && <Notice tone="bad" text={problemText(save.error)} />}
      <div className={styles.actions}>
        <Button type="submit" look="primary" isPending={save.isPending} isDisabled={!isChanged}>
          {t('mapping.save')}
        </Button>
        {isChanged && <span className={styles.soft}>{t('courses.notSaved')}</span>}
      </div>
    </form>
  );
}
