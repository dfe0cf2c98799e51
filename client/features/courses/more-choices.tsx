import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/ui/button.tsx';
import { ChoiceGroup } from '#client/ui/choice-group.tsx';
import styles from './export.module.css';
import { type Choices, EDITIONS, LAYOUTS, ORDERS } from './use-export-choices.ts';

/** What is preset, folded away; open from the start when the address says something else. */
export function MoreChoices({ choices }: { choices: Choices }) {
  const { t } = useTranslation();
  const { profile, options, differs, choose, reset } = choices;
  const [open, setOpen] = useState(differs);
  const { edition, layout, order } = profile.recommended;
  const named = (text: string, isRecommended: boolean) =>
    isRecommended ? (
      <>
        {text} <span className={styles.recommended}>{t('export.recommended')}</span>
      </>
    ) : (
      text
    );
  return (
    <details className={styles.more} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className={styles.moreTitle}>{t('export.more')}</span>{' '}
        <span className={styles.soft}>
          {[
            t(`export.edition.${keyOf(options.edition)}`),
            t(`export.layout.${options.layout}`),
            ...(options.layout === 'single' ? [] : [t(`export.order.${options.order}`)]),
          ].join(' · ')}
        </span>
      </summary>
      <div className={styles.moreBody}>
        <ChoiceGroup
          legend={t('export.editionLegend')}
          value={options.edition}
          options={EDITIONS.map((id) => ({
            id,
            text: named(t(`export.edition.${keyOf(id)}`), id === edition),
            hint: t(`export.editionText.${keyOf(id)}`),
          }))}
          onChange={(id) => choose({ edition: id })}
        />
        <ChoiceGroup
          legend={t('export.layoutLegend')}
          value={options.layout}
          options={LAYOUTS.map((id) => ({
            id,
            text: named(t(`export.layout.${id}`), id === layout),
            hint: t(`export.layoutText.${id}`),
          }))}
          onChange={(id) => choose({ layout: id })}
        />
        {options.layout === 'per-lesson' && (
          <ChoiceGroup
            legend={t('export.orderLegend')}
            value={options.order}
            options={ORDERS.map((id) => ({
              id,
              text: named(t(`export.order.${id}`), id === order),
              hint: t(`export.orderText.${id}`),
            }))}
            onChange={(id) => choose({ order: id })}
          />
        )}
        {differs && <Button onPress={reset}>{t('export.reset')}</Button>}
      </div>
    </details>
  );
}

/** A dot in a key of the catalogue would start a new level. */
const keyOf = (edition: '1.2' | '2004-3' | '2004-4') => (edition === '1.2' ? '1_2' : edition);
