const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The name of a `Host` header without its port, `[::1]` for IPv6; null where it is none. */
export function hostnameOf(host: string | undefined): string | null {
  if (host === undefined || !/^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host)) return null;
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : null;
}

/**
 * Whether a request may have been made under this name. A page whose own name was pointed at this server (DNS
 * rebinding) sends that name: only loopback and the names that the operator knows are let in.
 */
export function isAllowedHost(host: string | undefined, allowed: readonly string[]): boolean {
  const name = hostnameOf(host);
  return name !== null && (loopback.test(name) || allowed.includes(name));
}

/** Whether a page of this origin may ask. What is no browser sends none; `null` and other schemes are nobody's pages. */
export function isAllowedOrigin(origin: string | undefined, allowed: readonly string[]): boolean {
  if (origin === undefined) return true;
  if (!/^https?:\/\//i.test(origin) || !URL.canParse(origin)) return false;
  return isAllowedHost(new URL(origin).host, allowed);
}
