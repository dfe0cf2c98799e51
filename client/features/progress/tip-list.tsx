import { useTranslation } from 'react-i18next';
import { LevelMark } from '#client/ui/level-mark.tsx';
import type { TipProgress } from '#server/contract/learning.ts';
import { ObjectiveRow } from './objective-row.tsx';
import styles from './progress.module.css';

type Props = {
  tips: readonly TipProgress[];
  /** The reader's own progress ("you"), or somebody else's ("they"). */
  own: boolean;
  headingLevel: 2 | 3;
};

/** The four tips with their levels; every objective opens to what it rests on. */
export function TipList({ tips, own, headingLevel }: Props) {
  return (
    <div className={styles.tips}>
      {tips.map((tip) => (
        <Tip key={tip.id} tip={tip} own={own} headingLevel={headingLevel} />
      ))}
    </div>
  );
}

function Tip({ tip, own, headingLevel }: { tip: TipProgress } & Pick<Props, 'own' | 'headingLevel'>) {
  const { t } = useTranslation();
  const Heading = `h${headingLevel}` as const;
  const context = own ? {} : { context: 'them' };
  return (
    <section className={styles.tip} aria-labelledby={`tip-${tip.id}`}>
      <div className={styles.head}>
        <p className={styles.number}>{t('progress.tipNumber', { number: tip.number })}</p>
        <Heading id={`tip-${tip.id}`}>{tip.title}</Heading>
        <LevelMark level={tip.level} text={t(`level.${tip.level}`)} impact={tip.id === 'needs'} />
        <p className={styles.explain}>{tip.explain}</p>
        {tip.told && <p className={styles.told}>{t('progress.toldNote', context)}</p>}
      </div>
      {tip.objectives.length === 0 ? (
        <p className={styles.told}>{t('progress.noObjectives')}</p>
      ) : (
        <ul className={styles.objectives}>
          {tip.objectives.map((objective) => (
            <ObjectiveRow
              headingLevel={headingLevel === 2 ? 3 : 4}
              key={objective.id}
              objective={objective}
              impact={tip.id === 'needs'}
              own={own}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
