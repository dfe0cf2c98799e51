import type { Kit } from '#server/db/kit.ts';

/** The four tables better-auth owns (dates as Date, its own column set) with our fields on `user`, and one-time links. */
export const accountTables = (k: Kit) => {
  const user = k.table('user', {
    id: k.text().primaryKey(),
    name: k.text().notNull(),
    /** Made up from the username (`name@no-email.invalid`): people here need no address. */
    email: k.text().notNull().unique(),
    emailVerified: k.bool().notNull().default(false),
    image: k.text(),
    createdAt: k.date().notNull(),
    updatedAt: k.date().notNull(),
    username: k.text().notNull().unique(),
    displayUsername: k.text(),
    role: k.oneOf('agent', 'trainer', 'admin').notNull().default('agent'),
    tryout: k.bool().notNull().default(false),
    active: k.bool().notNull().default(true),
    lastSeenMs: k.ms(),
  });
  const session = k.table(
    'session',
    {
      id: k.text().primaryKey(),
      token: k.text().notNull().unique(),
      userId: k
        .text()
        .notNull()
        .references(() => user.id, { onDelete: 'cascade' }),
      expiresAt: k.date().notNull(),
      ipAddress: k.text(),
      userAgent: k.text(),
      createdAt: k.date().notNull(),
      updatedAt: k.date().notNull(),
    },
    (t) => [k.index('session_user').on(t.userId)],
  );
  const account = k.table(
    'account',
    {
      id: k.text().primaryKey(),
      accountId: k.text().notNull(),
      providerId: k.text().notNull(),
      userId: k
        .text()
        .notNull()
        .references(() => user.id, { onDelete: 'cascade' }),
      accessToken: k.text(),
      refreshToken: k.text(),
      idToken: k.text(),
      accessTokenExpiresAt: k.date(),
      refreshTokenExpiresAt: k.date(),
      scope: k.text(),
      password: k.text(),
      createdAt: k.date().notNull(),
      updatedAt: k.date().notNull(),
    },
    (t) => [k.index('account_user').on(t.userId)],
  );
  const verification = k.table('verification', {
    id: k.text().primaryKey(),
    identifier: k.text().notNull(),
    value: k.text().notNull(),
    expiresAt: k.date().notNull(),
    createdAt: k.date(),
    updatedAt: k.date(),
  });
  const links = k.table(
    'links',
    {
      id: k.text().primaryKey(),
      userId: k
        .text()
        .notNull()
        .references(() => user.id, { onDelete: 'cascade' }),
      /** SHA-256 of the token, hex; the token itself is shown once and never stored. */
      tokenHash: k.text().notNull().unique(),
      createdMs: k.ms().notNull(),
      expiresMs: k.ms().notNull(),
      usedMs: k.ms(),
    },
    (t) => [k.index('links_user').on(t.userId)],
  );
  return { user, session, account, verification, links };
};
