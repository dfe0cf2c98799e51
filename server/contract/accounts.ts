import { z } from 'zod';

export const Role = z.enum(['agent', 'trainer', 'admin']);
export type Role = z.infer<typeof Role>;

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z0-9][a-z0-9._-]{1,39}$/,
    '2 to 40 letters, digits, dots, dashes or underscores, starting with a letter or digit',
  );
export const Password = z.string().min(10, 'at least 10 characters').max(200);

export const User = z.object({
  id: z.string(),
  name: z.string(),
  username: z.string(),
  role: Role,
  /** The try-out agent, who is left out of reports. */
  tryout: z.boolean(),
  active: z.boolean(),
  /** Has a password; false until the first link is used. */
  ready: z.boolean(),
  lastSeenMs: z.number().nullable(),
});
export type User = z.infer<typeof User>;

/** GET /api/session (null when signed out), answer of POST /api/session {username, password}; DELETE signs out. */
export const Session = z
  .object({
    user: User,
    can: z.object({ seeReports: z.boolean(), manageUsers: z.boolean(), exportPackages: z.boolean() }),
  })
  .nullable();
export type Session = z.infer<typeof Session>;
export const SignIn = z.object({
  username: z.string().trim().toLowerCase().min(1).max(80),
  password: z.string().min(1).max(200),
});
export type SignIn = z.infer<typeof SignIn>;

/** POST /api/links/inspect: says whom a one-time link is for, without using it up. */
export const LinkToken = z.object({ token: z.string().min(20).max(100) });
export const LinkInfo = z.object({
  name: z.string(),
  username: z.string(),
  role: Role,
  expiresMs: z.number(),
});
export type LinkInfo = z.infer<typeof LinkInfo>;
/** POST /api/links/redeem: uses the link up, sets the password and signs in (answers Session). */
export const RedeemLink = LinkToken.extend({ password: Password });
export type RedeemLink = z.infer<typeof RedeemLink>;

/** GET /api/users (admin and trainer), POST /api/users (admin; a trainer may add agents). */
export const NewUser = z.object({ name: z.string().trim().min(1).max(120), username: Username, role: Role });
export type NewUser = z.infer<typeof NewUser>;
/** The address is shown once and never stored in readable form. */
export const UserWithLink = z.object({
  user: User,
  link: z.object({ url: z.string(), expiresMs: z.number() }),
});
export type UserWithLink = z.infer<typeof UserWithLink>;
export const UserList = z.object({ users: z.array(User) });
/** PATCH /api/users/:id (admin). POST /api/users/:id/link gives UserWithLink. */
export const UserChange = z.object({
  name: z.string().trim().min(1).max(120).optional(),
  role: Role.optional(),
  active: z.boolean().optional(),
});
export type UserChange = z.infer<typeof UserChange>;
