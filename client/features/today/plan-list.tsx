import { useTranslation } from 'react-i18next';
import { formatDay } from '#client/ui/format.ts';
import type { Today } from '#server/contract/learning.ts';
import styles from './today.module.css';

/** The learner's if-then plans, to be met again every day. */
export function PlanList({ plans }: { plans: Today['plans'] }) {
  const { t } = useTranslation();
  return (
    <section className={styles.section} aria-labelledby="plans">
      <h2 id="plans">{t('today.plans')}</h2>
      <ul className={styles.plans}>
        {plans.map((plan) => (
          <li key={`${plan.atMs}-${plan.text}`} className={styles.plan}>
            <p dir="auto">{plan.text.replace(' -> ', ' → ')}</p>
            <small>{t('today.planFrom', { lesson: plan.lessonTitle, date: formatDay(plan.atMs) })}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
