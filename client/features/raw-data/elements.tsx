import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cmiFileHref } from '#client/api/raw-data.ts';
import { Button, buttonClass } from '#client/ui/button.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import type { RawCmi } from '#server/contract/raw-data.ts';
import { LongText } from './long-text.tsx';
import styles from './raw-data.module.css';

type Element = RawCmi['elements'][number];
/** A list this short needs no search. */
const FEW = 12;

/** The stored data model, one line an element. */
export function Elements({ raw }: { raw: RawCmi }) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const shown = raw.elements.filter(({ name, value }) =>
    `${name} ${value ?? ''}`.toLowerCase().includes(wanted),
  );
  return (
    <section className={styles.part} aria-labelledby="stored">
      <h2 id="stored">{t('rawData.storedTitle')}</h2>
      {raw.hidden && <Notice tone="info" text={t('rawData.hiddenWhy')} />}
      {raw.elements.length === 0 ? (
        <p>{t(raw.attempt.whole && raw.sco.scoId === '' ? 'rawData.storedWhole' : 'rawData.storedEmpty')}</p>
      ) : (
        <>
          <div className={styles.controls}>
            {raw.elements.length > FEW && (
              <TextField label={t('rawData.filter')} type="search" value={filter} onChange={setFilter} />
            )}
            <CopyAll elements={shown} />
            <a className={buttonClass('quiet')} href={cmiFileHref(raw.attempt.id, raw.sco.scoId)} download>
              {t('rawData.download')}
            </a>
          </div>
          <output>{shown.length === 0 && t('rawData.noMatch')}</output>
          <dl className={styles.elements}>
            {shown.map((element) => (
              <ElementLine key={element.name} element={element} />
            ))}
          </dl>
          {raw.leftOut > 0 && <p>{t('rawData.moreElements', { count: raw.leftOut })}</p>}
        </>
      )}
    </section>
  );
}

function ElementLine({ element: { name, value, length } }: { element: Element }) {
  const { t } = useTranslation();
  return (
    <div>
      <dt>
        <code className={styles.code} dir="ltr">
          {name}
        </code>
      </dt>
      <dd>
        {value === null ? (
          <span className={styles.soft}>{t('rawData.hidden', { count: length })}</span>
        ) : (
          <LongText text={value} />
        )}
      </dd>
    </div>
  );
}

/** What is shown as `name = value` lines, for a mail to whoever made the content. */
function CopyAll({ elements }: { elements: readonly Element[] }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const handleCopy = async () => {
    const lines = elements.map(
      ({ name, value, length }) => `${name} = ${value ?? `[${t('rawData.hidden', { count: length })}]`}`,
    );
    await navigator.clipboard.writeText(lines.join('\n')).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <Button onPress={() => void handleCopy()}>
      <span aria-live="polite">{copied ? t('common.copied') : t('rawData.copyAll')}</span>
    </Button>
  );
}
