/**
 * Nobody needs cookies here, but packages can set them, also for the hosts of all other packages: enough of them make
 * every request slow. Those that this page can see are taken back.
 */
export function forgetCookies(): void {
  try {
    const names = document.cookie.split('; ').map((cookie) => cookie.split('=')[0] ?? '');
    const hosts = ['', ...domainsOf(window.location.hostname)];
    for (const name of names.filter(Boolean)) {
      for (const host of hosts) {
        // biome-ignore lint/suspicious/noDocumentCookie: the other way to do this is not there in all browsers
        document.cookie = `${name}=; path=/; max-age=0${host && `; domain=${host}`}`;
      }
    }
  } catch {
    // A browser that forbids cookies in framed pages has none to take back.
  }
}

/** `a.b.c` and the domains above it that cookies could be set for. */
function domainsOf(host: string): string[] {
  const parts = host.split('.');
  return parts.slice(0, -1).map((_, at) => parts.slice(at).join('.'));
}
