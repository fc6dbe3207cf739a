import { expect, test } from 'vitest';
import { formatDate, parseDate } from './index.ts';

test('every date of the years 0000 to 9999 is written and read as the platform’s calendar has it', () => {
  const first = Date.UTC(2000, 0, 1) / 86_400_000 - 5 * 146_097; // 0000-01-01
  const last = Date.UTC(9999, 11, 31) / 86_400_000;
  const mismatches: number[] = [];
  for (let date = first; date <= last; date += 13) {
    const text = new Date(date * 86_400_000).toISOString().slice(0, 10);
    if (formatDate(date) !== text || parseDate(text) !== date) mismatches.push(date);
  }
  expect(mismatches).toEqual([]);
  expect(formatDate(first)).toBe('0000-01-01');
  expect(formatDate(last)).toBe('9999-12-31');
  expect(() => formatDate(first - 1)).toThrow(RangeError);
  expect(() => formatDate(last + 1)).toThrow(RangeError);
  expect(() => formatDate(Number.NaN)).toThrow(RangeError);
});

test.each([
  '2026-02-30',
  '2026-02-29',
  '1900-02-29',
  '2026-04-31',
  '2026-06-31',
  '2026-09-31',
  '2026-11-31',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '2026-1-01',
  '26-01-01',
  '+002026-01-01',
  '-0001-01-01',
  ' 2026-01-01',
  '2026-01-01\n',
  '2026-01-01T00:00:00Z',
  '20260101',
  '٢٠٢٦-٠١-٠١',
  '',
])('%j is no date', (text) => {
  expect(parseDate(text)).toBeNull();
});

test('leap days of 2000 and 2028 are dates', () => {
  expect(formatDate(parseDate('2000-02-29') ?? 0)).toBe('2000-02-29');
  expect(formatDate(parseDate('2028-02-29') ?? 0)).toBe('2028-02-29');
});
