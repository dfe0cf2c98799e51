import type { Response } from 'express';

/** Hands on the cookies that the sign-in library wants to set. */
export function copyCookies(from: Headers, to: Response): void {
  for (const cookie of from.getSetCookie()) to.append('Set-Cookie', cookie);
}
