import { z } from 'zod';

/** Names inside a backup, which is a zip. */
export const ENTRY = {
  about: 'askwell-backup.json',
  database: 'askwell.db',
  postgresDump: 'askwell.pgdump',
  secret: 'secret',
  packages: 'packages/',
} as const;

/** First entry of a backup: what it is, for `restore` and for people who find it. */
export const BackupAbout = z.object({
  askwellBackup: z.literal(1),
  engine: z.enum(['sqlite', 'pg']),
  madeAt: z.iso.datetime(),
});
export type BackupAbout = z.infer<typeof BackupAbout>;
