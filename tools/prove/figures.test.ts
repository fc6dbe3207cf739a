import { expect, test } from 'vitest';
import { emptinessOf, formatDuration, readFigures } from './figures.ts';

test('a report becomes readable figures: by name, the same line once, the same name twice', () => {
  const line = (name: string, values: object) => `${JSON.stringify({ name, values })}\n`;
  const report = [
    line('slots', { rounds: 1600, 'answered 5xx': 0, release: '2026f' }),
    line('caps', { rounds: 7 }),
    line('slots', { rounds: 2 }),
    line('caps', { rounds: 7 }),
  ];
  expect(readFigures(report.join(''))).toEqual([
    'caps: 7 rounds',
    'slots: 1,600 rounds, 0 answered 5xx, release 2026f',
    'slots: 2 rounds',
  ]);
  expect(readFigures('')).toEqual([]);
});

test('a run without tests, or with skipped ones, proves nothing', () => {
  expect(emptinessOf({ numPassedTests: 3, numPendingTests: 0 })).toBeNull();
  expect(emptinessOf({ numPassedTests: 0, numPendingTests: 0 })).toBe('no test ran');
  expect(emptinessOf({ numPassedTests: 3, numPendingTests: 2 })).toBe('2 tests were skipped');
});

test.each([
  [400, '0 s'],
  [59_400, '59 s'],
  [59_600, '1 min 00 s'],
  [185_000, '3 min 05 s'],
])('%i ms are %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});
