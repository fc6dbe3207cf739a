/** What an answer does to the session of the browser that asked: a new token with its end, or none any more. */
export type CookieChange = { readonly token: string; readonly expiresAt: number } | 'none';

const isSecure = (publicUrl: string): boolean => publicUrl.startsWith('https:');

/**
 * What the cookie is called. The prefix has browsers refuse one that another name of the domain has set (RFC 6265bis
 * section 4.1.3.2); over plain http, where nothing is secret, they would not take it at all.
 */
export const cookieName = (publicUrl: string): string =>
  isSecure(publicUrl) ? '__Host-astrocal' : 'astrocal_session';

/** Every value that a `Cookie` header has under this name: more than one is somebody's who has planted another. */
export function cookiesNamed(name: string, header: string | undefined): string[] {
  return (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}

/**
 * The `Set-Cookie` header of a change. No script reads it, and no other site sends it but by a link. How long it lasts is
 * told in seconds, so that a browser whose clock is wrong keeps it as long.
 */
export function setCookie(publicUrl: string, change: CookieChange, now: number): string {
  const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure(publicUrl) ? '; Secure' : ''}`;
  const name = cookieName(publicUrl);
  if (change === 'none') return `${name}=; Max-Age=0; ${attributes}`;
  const seconds = Math.max(0, Math.floor((change.expiresAt - now) / 1000));
  return `${name}=${change.token}; Max-Age=${seconds}; ${attributes}`;
}
