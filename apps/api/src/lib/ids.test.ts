import { idPrefixes, type Noun } from '@astrocal/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isId, newId } from './ids.ts';

const nouns = Object.keys(idPrefixes) as Noun[];
const now = Date.parse('2026-06-01T08:00:00Z');
const digits = '0123456789abcdefghjkmnpqrstvwxyz';

/** The 128 bits of an id, as text. */
const bitsOf = (id: string): string =>
  [...id.slice(-26)]
    .map((digit) => digits.indexOf(digit).toString(2).padStart(5, '0'))
    .join('')
    .slice(2);

describe('an id', () => {
  test.each(nouns)('of a %s has its prefix and 26 characters', (noun) => {
    const id = newId(noun, now);
    expect(id).toMatch(new RegExp(`^${idPrefixes[noun]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`));
    expect(isId(noun, id)).toBe(true);
    expect(nouns.filter((other) => isId(other, id))).toEqual([noun]);
  });

  test('is a UUID of version 7 and variant 10 that begins with the milliseconds', () => {
    const later = now + 60_000;
    const bits = bitsOf(newId('booking', later));
    expect(Number.parseInt(bits.slice(0, 48), 2)).toBe(later);
    expect(bits.slice(48, 52)).toBe('0111');
    expect(bits.slice(64, 66)).toBe('10');
  });

  test('is unique and ascends, across milliseconds and when the clock stands still or goes back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 200 }), (steps) => {
        let clock = now + 1_000_000;
        const ids = steps.map((step) => {
          clock += step;
          return newId('booking', clock);
        });
        expect(ids).toEqual([...new Set(ids)].sort());
      }),
    );
  });

  test('ascends also past the end of its counter within one millisecond', () => {
    const ids = Array.from({ length: 10_000 }, () => newId('booking', now + 2_000_000));
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  test('holds 62 random bits', () => {
    const tails = Array.from({ length: 200 }, () => bitsOf(newId('booking', now)).slice(66));
    for (let bit = 0; bit < 62; bit++)
      expect(new Set(tails.map((tail) => tail[bit])).size, `bit ${bit}`).toBe(2);
  });
});

describe('a text that is no id', () => {
  const id = newId('booking', now);
  test.each([
    '',
    'bkg_',
    id.slice(0, -1),
    `${id}0`,
    `${id}\n`,
    ` ${id}`,
    id.toUpperCase(),
    id.replace('_', '-'),
    id.replace('bkg_', 'bkg_8').slice(0, 30),
    id.replace(/.$/, 'u'),
    id.replace(/.$/, 'l'),
    id.replace(/.$/, '\0'),
    id.replace('bkg_', 'evt_'),
    id.slice(4),
  ])('%j', (text) => expect(isId('booking', text)).toBe(false));

  test('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !isId('booking', text)));
  });
});
