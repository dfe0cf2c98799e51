import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { type Column, DataTable, sortRows } from './data-table.tsx';

type Row = { id: string; name: string; score: number };
const columns: Column<Row>[] = [
  { id: 'name', header: 'Name', cell: ({ name }) => name, compare: (a, b) => a.name.localeCompare(b.name) },
  { id: 'score', header: 'Score', cell: ({ score }) => score, compare: (a, b) => a.score - b.score },
  {
    id: 'more',
    header: 'More',
    corner: true,
    cell: ({ name }) => <button type="button">{`More about ${name}`}</button>,
  },
];
const rows = [
  { id: '1', name: 'b', score: 1 },
  { id: '2', name: 'a', score: 1 },
];

it('keeps the order of rows that compare equal, in both directions', () => {
  const ids = (descending: boolean) =>
    sortRows(rows, columns, { column: 'score', descending }).map(({ id }) => id);
  expect(ids(false)).toEqual(['1', '2']);
  expect(ids(true)).toEqual(['1', '2']);
  expect(sortRows(rows, columns, { column: 'unknown', descending: false })).toEqual(rows);
});

it('becomes cards with a field to sort by where there is no room for a table', async () => {
  const narrow = Object.assign(window.matchMedia('print'), { matches: false });
  vi.spyOn(window, 'matchMedia').mockReturnValue(narrow);
  const onSort = vi.fn();
  render(
    <DataTable
      caption="Scores"
      columns={columns}
      rows={rows}
      sort={{ column: 'name', descending: false }}
      onSort={onSort}
      words={{ sortBy: 'Sort by' }}
    />,
  );
  expect(screen.queryByRole('table')).toBeNull();
  const [first] = within(screen.getByRole('list', { name: 'Scores' })).getAllByRole('listitem');
  expect(first?.textContent).toBe('aMore about aScore1');
  await userEvent.setup().selectOptions(screen.getByLabelText('Sort by'), 'Score');
  expect(onSort).toHaveBeenCalledWith({ column: 'score', descending: false });
});
