/** The host of a page elsewhere; null where the address is none that a browser may be sent to. */
export function hostOf(address: string): string | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.host : null;
}

/**
 * The address of a page in the package. Null where it leads out of the package's folder: such a page is not framed.
 * @param base address of the package's folder, with a slash at its end
 */
export function addressIn(base: string, href: string): string | null {
  const folder = new URL(base, window.location.href);
  const url = URL.canParse(href, folder) ? new URL(href, folder) : null;
  const isInside = url?.origin === folder.origin && url.pathname.startsWith(folder.pathname);
  return url && isInside ? url.href : null;
}
