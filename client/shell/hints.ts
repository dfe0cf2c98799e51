import type { Hint } from './protocol.ts';

/**
 * Tells the app's page, if there is one, that something changed. Messages go to the app's own origin only: a page that
 * framed us from elsewhere hears nothing.
 * @param app the window that opened or framed this page, taken before it is masked
 */
export function hintTo(app: Window | undefined, appOrigins: readonly string[]): (hint: Hint) => void {
  const above: readonly string[] = Array.from(window.location.ancestorOrigins ?? []);
  const origin = appOrigins.find((known) => above.includes(known)) ?? appOrigins[0];
  return (hint) => {
    if (app && origin !== undefined) app.postMessage({ askwell: hint }, origin);
  };
}
