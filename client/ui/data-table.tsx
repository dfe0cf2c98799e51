/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- the area that scrolls sideways needs one, see below */
import type { ReactNode } from 'react';
import styles from './data-table.module.css';
import { SelectField } from './select-field.tsx';
import { useMedia } from './use-media.ts';

/**
 * `compare` makes a column sortable. The first column names its row. A `corner` column holds something to press; on a
 * card it stands beside the name.
 */
export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  compare?: (a: Row, b: Row) => number;
  corner?: boolean;
};
export type Sort = { column: string; descending: boolean };

type Props<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  sort: Sort;
  onSort: (sort: Sort) => void;
  words: { sortBy: string };
};

/** Rows and columns: a table where there is room, one card a row where there is not. */
export function DataTable<Row extends { id: string }>(props: Props<Row>) {
  const wide = useMedia('(width >= 48em)');
  const sorted = { ...props, rows: sortRows(props.rows, props.columns, props.sort) };
  return wide ? <WideTable {...sorted} /> : <Cards {...sorted} />;
}

/** Rows that compare equal keep their order. */
export function sortRows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: Sort): Row[] {
  const compare = columns.find((column) => column.id === sort.column)?.compare;
  if (!compare) return [...rows];
  return rows.toSorted((a, b) => (sort.descending ? compare(b, a) : compare(a, b)));
}

function WideTable<Row extends { id: string }>({ caption, columns, rows, sort, onSort }: Props<Row>) {
  return (
    // An area that scrolls sideways must be reachable by keyboard (WCAG 2.1.1).
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the area scrolls sideways
    <section className={styles.scroll} tabIndex={0} aria-label={caption}>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.id} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id}>{column.cell(row)}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type HeaderProps<Row> = { column: Column<Row>; sort: Sort; onSort: (sort: Sort) => void };

function HeaderCell<Row>({ column, sort, onSort }: HeaderProps<Row>) {
  if (!column.compare)
    return (
      <th scope="col">
        <span className={styles.plain}>{column.header}</span>
      </th>
    );
  const active = sort.column === column.id;
  const direction = sort.descending ? 'descending' : 'ascending';
  return (
    <th scope="col" aria-sort={active ? direction : 'none'}>
      <button
        type="button"
        className={`${styles.sort} ${active ? styles.sorted : ''}`}
        onClick={() => onSort({ column: column.id, descending: active && !sort.descending })}
      >
        {column.header}
        <svg className={styles.arrow} viewBox="0 0 12 12" aria-hidden="true" fill="currentColor">
          {active && <path d={sort.descending ? 'M1.5 4h9L6 9.500z' : 'M1.500 8h9L6 2.500z'} />}
        </svg>
      </button>
    </th>
  );
}

function Cards<Row extends { id: string }>({ caption, columns, rows, sort, onSort, words }: Props<Row>) {
  const [first, ...others] = columns;
  const fields = others.filter((column) => column.corner !== true);
  const corners = others.filter((column) => column.corner === true);
  const sortable = columns
    .filter((column) => column.compare)
    .map((column) => ({ id: column.id, text: column.header }));
  return (
    <div className={styles.narrow}>
      {rows.length > 1 && sortable.length > 1 && (
        <SelectField
          label={words.sortBy}
          value={sort.column}
          options={sortable}
          onChange={(column) => onSort({ column, descending: false })}
        />
      )}
      <ul className={styles.cards} aria-label={caption}>
        {rows.map((row) => (
          <li key={row.id} className={styles.card}>
            <div className={styles.head}>
              <div>{first?.cell(row)}</div>
              {corners.map((column) => (
                <div key={column.id}>{column.cell(row)}</div>
              ))}
            </div>
            <dl className={styles.fields}>
              {fields.map((column) => (
                <div key={column.id} className={styles.field}>
                  <dt>{column.header}</dt>
                  <dd>{column.cell(row)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </div>
  );
}
