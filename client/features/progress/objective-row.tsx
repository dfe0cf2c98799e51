import { Button } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { useTranslation } from 'react-i18next';
import { LevelMark } from '#client/ui/level-mark.tsx';
import type { TipProgress } from '#server/contract/learning.ts';
import { EvidenceList } from './evidence-list.tsx';
import styles from './progress.module.css';

type Props = {
  objective: TipProgress['objectives'][number];
  impact: boolean;
  own: boolean;
  headingLevel: 3 | 4;
};

/** One behaviour and its level; opens to what the level rests on. */
export function ObjectiveRow({ objective, impact, own, headingLevel }: Props) {
  const { t } = useTranslation();
  const Heading = `h${headingLevel}` as const;
  return (
    <li>
      <Disclosure className={styles.objective ?? ''}>
        <Heading className={styles.objectiveHeading}>
          <Button slot="trigger" className={styles.trigger ?? ''}>
            <Chevron />
            <span>
              <span className={styles.behaviour} dir="auto">
                {objective.behaviour}
              </span>{' '}
              <span className={styles.count}>
                {t('progress.evidenceCount', { count: objective.evidence.length })}
              </span>
            </span>
            <span className={styles.state}>
              <LevelMark level={objective.level} text={t(`level.${objective.level}`)} impact={impact} />
            </span>
          </Button>
        </Heading>
        <DisclosurePanel>
          {objective.evidence.length === 0 ? (
            <p className={styles.empty}>{t('progress.empty', own ? {} : { context: 'them' })}</p>
          ) : (
            <EvidenceList evidence={objective.evidence} own={own} />
          )}
        </DisclosurePanel>
      </Disclosure>
    </li>
  );
}

function Chevron() {
  return (
    <svg
      className={styles.chevron}
      viewBox="0 0 20 24"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.5"
    >
      <path d="m7 6 6 6-6 6" />
    </svg>
  );
}
