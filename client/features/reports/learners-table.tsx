import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { learnersCsvHref } from '#client/api/reports.ts';
import { buttonClass } from '#client/ui/button.tsx';
import { DataTable } from '#client/ui/data-table.tsx';
import { TextField } from '#client/ui/text-field.tsx';
import type { LearnersReport } from '#server/contract/reports.ts';
import { learnerColumns } from './learner-columns.tsx';
import styles from './reports.module.css';
import { useSortInAddress } from './use-sort-in-address.ts';

export function LearnersTable({ report, picker }: { report: LearnersReport; picker: ReactNode }) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState('');
  const [sort, setSort] = useSortInAddress('name');
  const wanted = filter.trim().toLocaleLowerCase();
  const shown = report.learners.filter(({ name, username }) =>
    `${name} ${username}`.toLocaleLowerCase().includes(wanted),
  );
  return (
    <>
      <div className={styles.controls}>
        {picker}
        <TextField label={t('reports.filter')} type="search" value={filter} onChange={setFilter} />
        <a className={buttonClass('quiet')} href={learnersCsvHref(report.course.id)} download>
          {t('reports.csv')}
        </a>
      </div>
      <output>{shown.length === 0 && t('reports.noMatch')}</output>
      {shown.length > 0 && (
        <DataTable
          caption={t('reports.table')}
          columns={learnerColumns(t, report)}
          rows={shown}
          sort={sort}
          onSort={setSort}
          words={{ sortBy: t('common.sortBy') }}
        />
      )}
    </>
  );
}
