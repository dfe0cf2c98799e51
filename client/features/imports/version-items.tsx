import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '#client/ui/button.tsx';
import type { ImportedVersion } from '#server/contract/imports.ts';
import styles from './version.module.css';

const SHOWN = 12;
const DEEPEST = 4;

type Item = ImportedVersion['items'][number];

/** The package's table of contents. A long one starts folded. */
export function VersionItems({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation();
  const id = useId();
  const [all, setAll] = useState(false);
  const parts = items.filter(({ kind }) => kind !== 'folder').length;
  // Folding away one or two lines would take as much room as they do.
  const isLong = items.length > SHOWN + 2;
  const shown = isLong && !all ? items.slice(0, SHOWN) : items;
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{t('imports.items', { count: parts })}</h2>
      {items.length === 0 && <p className={styles.soft}>{t('imports.noItems')}</p>}
      <ul className={styles.items}>
        {shown.map((item) => (
          <Line key={item.id} item={item} />
        ))}
      </ul>
      {isLong && (
        <Button onPress={() => setAll(!all)} aria-expanded={all}>
          {all ? t('imports.fewer') : t('imports.all', { count: items.length })}
        </Button>
      )}
    </section>
  );
}

function Line({ item: { title, kind, depth } }: { item: Item }) {
  const { t } = useTranslation();
  return (
    <li className={styles[kind]} style={{ marginInlineStart: `${Math.min(depth, DEEPEST) * 1.25}rem` }}>
      <span dir="auto" className={styles.itemTitle}>
        {title || t('imports.untitled')}
      </span>
      {(kind === 'asset' || kind === 'elsewhere') && (
        <span className={styles.mark}>{t(`imports.kind.${kind}`)}</span>
      )}
      {kind === 'folder' && <span className="visually-hidden">{t('imports.kind.folder')}</span>}
    </li>
  );
}
