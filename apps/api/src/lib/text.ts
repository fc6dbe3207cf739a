import { invalid } from './api-error.ts';

/** Tabs, line feeds and the like: they part words. */
const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject here
const controls = /[\u0000-\u001f\u007f-\u009f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject here
const controlsButLineBreaks = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;
/**
 * Characters that show nothing and change how others are read, or carry words that only programs see: marks of
 * direction, zero-width and tag characters, whatever is of Unicode's category Cf. The joiners U+200C and U+200D stay:
 * Persian, Hindi and emoji are written with them.
 */
const hidden = /(?![\u200c\u200d])[\p{Cf}\u{e0000}-\u{e007f}]/gu;

/** One line of text without control characters and hidden ones. */
export const cleanLine = (text: string): string =>
  text.replace(breaks, ' ').replace(controls, '').replace(hidden, '').trim();

/** Text of several lines: like `cleanLine`, but line breaks stay, each as `\n`. */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(controlsButLineBreaks, '')
    .replace(hidden, '')
    .trim();

/** `cleanLine` of a text that may be left out; null when nothing is left. */
export const optionalLine = (text: string | null | undefined): string | null =>
  text ? cleanLine(text) || null : null;

/** `cleanText` of a text that may be left out; null when nothing is left. */
export const optionalText = (text: string | null | undefined): string | null =>
  text ? cleanText(text) || null : null;

/** Anything that leaves ink: letters, digits, signs, emoji; not a space of any width. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** `cleanLine` of a text that must show something; throws `validation_error` for `path`. */
export function requiredLine(path: string, text: string): string {
  const line = cleanLine(text);
  if (!visible.test(line)) throw invalid({ path, message: 'must hold a visible character' });
  return line;
}

/** Text that a database can hold: PostgreSQL takes no NUL, and UTF-8 no half of a pair. */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();
