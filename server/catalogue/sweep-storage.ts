import type { Services } from '#server/services.ts';
import { listPackageKeys } from './catalogue.repo.ts';

/** Clears away what crashes left in the storage: half-written packages, and whole ones that no version is made of. */
export async function sweepStorage(s: Pick<Services, 'store' | 'storage'>): Promise<void> {
  const known = new Set(await listPackageKeys(s.store));
  await s.storage.sweep((key) => known.has(key));
}
