import { useSearchParams } from 'react-router';
import type { Sort } from '#client/ui/data-table.tsx';

/** The sort order as `?sort=column` or `?sort=-column` (descending), so that an address shows what its sender saw. */
export function useSortInAddress(usual: string): [Sort, (sort: Sort) => void] {
  const [params, setParams] = useSearchParams();
  const text = params.get('sort') ?? usual;
  const descending = text.startsWith('-');
  const setSort = (sort: Sort) => {
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        after.set('sort', `${sort.descending ? '-' : ''}${sort.column}`);
        return after;
      },
      { replace: true },
    );
  };
  return [{ column: descending ? text.slice(1) : text, descending }, setSort];
}
