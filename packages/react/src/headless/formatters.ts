const made = new Map<string, Intl.DateTimeFormat>();

/** The formatter of a locale with these options. Making one takes far longer than using it, so each is made once. */
export function formatterOf(
  locale: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, options]);
  let formatter = made.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, options);
    made.set(key, formatter);
  }
  return formatter;
}
