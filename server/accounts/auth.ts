import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { username } from 'better-auth/plugins/username';
import type { Config } from '#server/config.ts';
import type { Store } from '#server/db/store.ts';

const DAY_SECONDS = 24 * 60 * 60;

/**
 * Passwords, sessions and their cookies, on our store. Its own HTTP handler is not mounted: people get in only by
 * the routes of this folder, there is no open sign-up, and nothing else of it can be reached.
 */
export const createAuth = (config: Pick<Config, 'publicUrl' | 'secure'>, store: Store, secret: string) =>
  betterAuth({
    appName: 'Askwell',
    baseURL: config.publicUrl,
    secret,
    database: drizzleAdapter(store.db, { provider: store.engine, schema: store.t }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 200 },
    plugins: [
      username({
        minUsernameLength: 2,
        maxUsernameLength: 40,
        usernameValidator: (name) => /^[a-z0-9._-]+$/i.test(name),
      }),
    ],
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        tryout: { type: 'boolean', required: true, input: false },
        active: { type: 'boolean', required: true, input: false },
        lastSeenMs: { type: 'number', required: false, input: false },
      },
    },
    session: { expiresIn: 30 * DAY_SECONDS, updateAge: DAY_SECONDS },
    advanced: {
      cookiePrefix: 'askwell',
      useSecureCookies: config.secure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
    },
    rateLimit: { enabled: false }, // ours are in accounts.routes.ts
    logger: { disabled: true },
    telemetry: { enabled: false },
  });

export type Auth = ReturnType<typeof createAuth>;
