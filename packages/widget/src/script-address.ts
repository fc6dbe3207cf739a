/** The address of the API that serves a script, with the prefix of a proxy; null where there is none. */
export function apiUrlOf(source: string): string | null {
  if (!/^https?:/.test(source) || !URL.canParse(source)) return null;
  const { origin, pathname } = new URL(source);
  return origin + pathname.replace(/\/(widget\/.*|[^/]*)$/, '');
}
