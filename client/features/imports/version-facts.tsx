import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '#client/ui/format.ts';
import { When } from '#client/ui/when.tsx';
import type { ImportedVersion } from '#server/contract/imports.ts';
import { editionOf } from './edition-words.ts';
import styles from './version.module.css';

/** What kind of package it is, in words. */
export function VersionFacts({ version }: { version: ImportedVersion }) {
  const { t } = useTranslation();
  const edition = editionOf(version);
  return (
    <dl className={styles.facts}>
      <Fact name={t('imports.tool')}>{version.tool ?? t('imports.noTool')}</Fact>
      <Fact name={t('imports.edition')}>
        {t(`imports.editions.${edition}`)}
        <span className={styles.soft}>
          {t(edition === '1_2' ? 'imports.edition12' : 'imports.edition2004')}
        </span>
      </Fact>
      <Fact name={t('imports.file')}>
        <bdi className={styles.name}>{version.fileName}</bdi>
        <span className={styles.soft}>
          {t('imports.size', { size: formatBytes(version.bytes), count: version.files })}
        </span>
      </Fact>
      <Fact name={t('imports.came')}>
        <When ms={version.importedMs} />
      </Fact>
      {version.publishedMs !== null && (
        <Fact name={t('imports.published')}>
          <When ms={version.publishedMs} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
