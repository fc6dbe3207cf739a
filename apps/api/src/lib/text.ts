import { invalid } from './api-error.ts';

/** Tabs, line feeds and the like: they part words. */
const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject here
const controls = /[\u0000-\u001f\u007f-\u009f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject here
const controlsButLineBreaks = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;
/** Marks that reorder or hide text: bidirectional controls, isolates, and the byte order mark. */
const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** One line of text without control and bidirectional characters. */
export const cleanLine = (text: string): string =>
  text.replace(breaks, ' ').replace(controls, '').replace(bidi, '').trim();

/** Text of several lines: like `cleanLine`, but line breaks stay, each as `\n`. */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(controlsButLineBreaks, '')
    .replace(bidi, '')
    .trim();

/** Anything that leaves ink: letters, digits, signs, emoji; not a space of any width. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** `cleanLine` of a text that must show something; throws `validation_error` for `path`. */
export function requiredLine(path: string, text: string): string {
  const line = cleanLine(text);
  if (!visible.test(line)) throw invalid({ path, message: 'must hold a visible character' });
  return line;
}
