import { expect, test } from 'vitest';
import { seededIntegers } from '../test/random.ts';
import { formatInstant, parseInstant } from './index.ts';

test.each([
  ['2026-06-15T14:00:00Z', '2026-06-15T14:00:00.000Z'],
  ['2026-06-15T14:00Z', '2026-06-15T14:00:00.000Z'],
  ['2026-06-15t14:00:00z', '2026-06-15T14:00:00.000Z'],
  ['2026-06-15T14:00:00.5Z', '2026-06-15T14:00:00.500Z'],
  ['2026-06-15T14:00:00.123999Z', '2026-06-15T14:00:00.123Z'],
  ['2026-06-15T14:00:00+05:45', '2026-06-15T08:15:00.000Z'],
  ['2026-06-15T14:00:00-0330', '2026-06-15T17:30:00.000Z'],
  ['2026-06-15T00:00:00+14:00', '2026-06-14T10:00:00.000Z'],
  ['2026-06-15T14:00:00-00:00', '2026-06-15T14:00:00.000Z'],
  ['2028-02-29T23:59:59Z', '2028-02-29T23:59:59.000Z'],
  ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
])('%s is %s', (text, iso) => {
  expect(new Date(parseInstant(text) ?? Number.NaN).toISOString()).toBe(iso);
});

test.each([
  '2026-06-15T14:00:00',
  '2026-06-15',
  '2026-06-15 14:00:00Z',
  '2026-02-30T14:00:00Z',
  '2026-06-15T24:00:00Z',
  '2026-06-15T23:60:00Z',
  '2016-12-31T23:59:60Z',
  '2026-06-15T14Z',
  '2026-06-15T14:00.5Z',
  '2026-06-15T14:00:00.Z',
  '2026-06-15T14:00:00,5Z',
  '2026-06-15T14:00:00+24:00',
  '2026-06-15T14:00:00+05:60',
  '2026-06-15T14:00:00+05',
  '2026-06-15T14:00:00Z+01:00',
  '20260615T140000Z',
  '+12026-06-15T14:00:00Z',
  '12026-06-15T14:00:00Z',
  '-0001-06-15T14:00:00Z',
  '0000-01-01T00:00:00+00:01',
  '9999-12-31T23:59:59-00:01',
  '2026-06-15T14:00:00Z\n',
  ' 2026-06-15T14:00:00Z',
  '٢٠٢٦-06-15T14:00:00Z',
  '1781532000',
  '',
])('%j is no instant', (text) => {
  expect(parseInstant(text)).toBeNull();
});

test('what is written is what the platform writes without milliseconds, and is read back', () => {
  const random = seededIntegers(7);
  const first = Date.parse('0000-01-01T00:00:00Z');
  const last = Date.parse('9999-12-31T23:59:59Z');
  for (let round = 0; round < 5000; round++) {
    const instant = first + random((last - first) / 1000) * 1000 + random(1000);
    const text = formatInstant(instant);
    expect(text).toBe(`${new Date(instant).toISOString().slice(0, 19)}Z`);
    expect(parseInstant(text)).toBe(Math.floor(instant / 1000) * 1000);
  }
  expect(formatInstant(-1)).toBe('1969-12-31T23:59:59Z');
  expect(() => formatInstant(last + 1000)).toThrow(RangeError);
  expect(() => formatInstant(Number.NaN)).toThrow(RangeError);
});
