import type { Kit } from './kit.ts';
import { accountTables } from './schema/accounts.ts';
import { catalogueTables } from './schema/catalogue.ts';
import { learningTables } from './schema/learning.ts';

/** Every table, for one engine. */
export const build = (k: Kit) => {
  const accounts = accountTables(k);
  const catalogue = catalogueTables(k);
  return { ...accounts, ...catalogue, ...learningTables(k, accounts, catalogue) };
};
export type Tables = ReturnType<typeof build>;
