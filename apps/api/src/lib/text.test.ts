import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiError } from './api-error.ts';
import { cleanLine, cleanText, requiredLine } from './text.ts';

const anyText = fc.string({
  unit: fc.oneof(fc.constantFrom('\n', '\r', '\t', '\u202e', '\u0085', ' ', 'a'), fc.string()),
});
const invisible = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

describe('a line', () => {
  test.each([
    ['  Alex  ', 'Alex'],
    ['Alex\r\nBcc: x', 'Alex Bcc: x'],
    ['Alex\tJohnson', 'Alex Johnson'],
    ['\u202eAlex\u202c', 'Alex'],
    ['a\ufeffb\u200ec\u061cd', 'abcd'],
    ['a\u0007b\u007fc\u009fd', 'abcd'],
    ['one\u2028two', 'one two'],
    ['José Ñandú 👩‍👩‍👧', 'José Ñandú 👩‍👩‍👧'],
    ['مرحبا', 'مرحبا'],
  ])('%j becomes %j', (text, clean) => expect(cleanLine(text)).toBe(clean));

  test('holds no control, no mark of direction and no space at its ends; cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanLine(text);
        expect(clean).not.toMatch(invisible);
        expect(clean).toBe(clean.trim());
        expect(cleanLine(clean)).toBe(clean);
      }),
    );
  });

  test('that must say something is refused when nothing is left', () => {
    for (const name of ['Alex', '李', '🙂', '7']) expect(requiredLine('body.name', ` ${name} `)).toBe(name);
    for (const text of ['', ' ', '\u202e', '\t\r\n', '\u200b\u200d', '\u00a0'])
      expect(() => requiredLine('body.name', text)).toThrow(ApiError);
  });
});

describe('a text', () => {
  test.each([
    ['One\r\nTwo\rThree\nFour', 'One\nTwo\nThree\nFour'],
    ['\n\nOne\n\n\nTwo\n', 'One\n\n\nTwo'],
    ['a\u0007b\tc', 'ab c'],
    ['\u2066a\u2069', 'a'],
  ])('%j becomes %j', (text, clean) => expect(cleanText(text)).toBe(clean));

  test('holds no control but the line feed; cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanText(text);
        expect(clean.replaceAll('\n', '')).not.toMatch(invisible);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });
});
