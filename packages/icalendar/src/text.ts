/** Control characters other than line feeds: RFC 5545 section 3.1 has no way to write them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unwritable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

/** The text with `\n` for every line break and without what a calendar cannot hold. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(unwritable, '')
    .toWellFormed();
}

/** Throws RangeError for an address that would end its property and begin another, or be more than one. */
export function mailto(address: string): string {
  if (!/^[^\s\p{Cc},;<>"]+@[^\s\p{Cc},;<>"]+$/u.test(address))
    throw new RangeError('An address in a calendar has no spaces, control characters, commas or brackets.');
  return `mailto:${address}`;
}
