import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiError } from './api-error.ts';
import { cleanLine, cleanText, optionalLine, optionalText, requiredLine, storable } from './text.ts';

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\n', '\r', '\t', '\u202e', '\u0085', '\u200b', '\u{e0041}', ' ', 'a'),
    fc.string(),
    fc.string({ unit: 'binary' }),
  ),
});
const invisible = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\u{e0000}-\u{e007f}]/u;

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
    ['A\u200blex\u2060 \u00adJ\ufff9o\u{1d173}', 'Alex Jo'],
    ['Alex\u{e0049}\u{e0067}\u{e006e}\u{e006f}\u{e0072}\u{e0065}\u{e0001}\u{e007f}\u{e0000}', 'Alex'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['क्\u200dष', 'क्\u200dष'],
  ])('%j becomes %j', (text, clean) => expect(cleanLine(text)).toBe(clean));

  test('holds no control, nothing hidden and no space at its ends; cleaning it again changes nothing', () => {
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

test('a text that may be left out is null when nothing is left of it', () => {
  for (const text of [undefined, null, '', ' \u200e\n', '\u{e0041}'])
    expect([optionalText(text), optionalLine(text)]).toEqual([null, null]);
  expect([optionalText('a\r\nb\u0007'), optionalLine('a\r\nb\u0007')]).toEqual(['a\nb', 'a b']);
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

test('what others say can be stored', () => {
  expect(storable('a\0b\ud800c')).toBe('ab\ufffdc');
  expect(storable('é😀')).toBe('é😀');
});
