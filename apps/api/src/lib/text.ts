import { invalid } from './api-error.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject here
const controls = /[\u0000-\u001f\u007f-\u009f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the subject here
const controlsButLineBreaks = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;
/** Marks that reorder or hide text: bidirectional controls, isolates, and the byte order mark. */
const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** One line of text without control and bidirectional characters (promises.md, hostile input). */
export const cleanLine = (text: string): string => text.replace(controls, ' ').replace(bidi, '').trim();

/** Text of several lines: like `cleanLine`, but line breaks stay, each as `\n`. */
export const cleanText = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(controlsButLineBreaks, '').replace(bidi, '').trim();

/** `cleanLine` of a text that must not be empty afterwards; throws `validation_error` for `path`. */
export function requiredLine(path: string, text: string): string {
  const line = cleanLine(text);
  if (line === '') throw invalid({ path, message: 'must hold a visible character' });
  return line;
}
