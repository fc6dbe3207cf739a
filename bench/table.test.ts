import { expect, test } from 'vitest';
import { type Figure, isMet, median, medianRatio } from './figure.ts';
import type { Machine } from './machine.ts';
import { readOptions } from './options.ts';
import { markdown, replaceFigures } from './table.ts';

const machine: Machine = {
  date: '2026-06-01',
  cpu: 'A processor',
  cores: 2,
  memoryGb: 8,
  node: 'v24.0.0',
  postgres: '18.0 (fsync on)',
  fsyncMs: 1,
  loadBefore: 0.1,
};
const figure: Figure = {
  unit: '/s',
  subject: {
    name: 'PostgreSQL',
    value: 500,
    latency: { p50: 10, p99: 30 },
    cpu: { server: 0.5, database: 0.75 },
  },
  floor: { name: 'node:http', value: 1000, latency: { p50: 5, p99: 9 }, cpu: { server: 0.25 } },
  ratio: 0.5,
  target: { atLeast: 0.5 },
};

test('a target is met at its edge, on its own side', () => {
  expect(isMet(figure)).toBe(true);
  expect(isMet({ ...figure, ratio: 0.49 })).toBe(false);
  expect(isMet({ ...figure, target: { atMost: 0.5 } })).toBe(true);
  expect(isMet({ ...figure, ratio: 0.51, target: { atMost: 0.5 } })).toBe(false);
  const absolute: Figure = { unit: 'ms', subject: { name: 'one', value: 0.2 }, target: { valueAtMost: 0.2 } };
  expect(isMet(absolute)).toBe(true);
  expect(isMet({ ...absolute, subject: { name: 'one', value: 0.21 } })).toBe(false);
  const { target, ...without } = figure;
  expect(isMet(without)).toBe(null);
});

test('the ratio is the median of the rounds, not of what other rounds made of it', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 2, 9])).toBe(3);
  expect(medianRatio([10, 100, 30], [20, 100, 20])).toBe(1);
});

test('a row says the figure, the floor, the ratio, the target and whether it was met', () => {
  expect(markdown([figure], machine, false)).toContain(
    '| PostgreSQL | 500 /s | 10 / 30 ms | 0.50 + 0.75 ms | node:http | 1000 /s | 5 / 9 ms | 0.25 ms | **0.50x** | at least 0.5x | yes |',
  );
  expect(markdown([{ ...figure, ratio: 0.4 }], machine, false)).toContain('| **no** |');
});

test('a busy machine and a quick run are named', () => {
  expect(markdown([figure], machine, false)).not.toMatch(/noisy|quick/);
  expect(markdown([figure], { ...machine, loadBefore: 3 }, false)).toContain('noisy');
  expect(markdown([figure], machine, true)).toContain('quick');
});

test("a part's figures are replaced between its own markers only", () => {
  const page =
    '<!-- bench: a -->old<!-- end of bench: a -->\n<!-- bench: b -->kept<!-- end of bench: b -->\n';
  const once = replaceFigures(page, 'a', 'new');
  expect(once).toBe(
    '<!-- bench: a -->\n\nnew\n<!-- end of bench: a -->\n<!-- bench: b -->kept<!-- end of bench: b -->\n',
  );
  expect(replaceFigures(once, 'a', 'new')).toBe(once);
  expect(() => replaceFigures(page, 'c', 'new')).toThrow('no markers');
});

test('parts are named on the command line; a quick run is never written down', () => {
  expect(readOptions([])).toMatchObject({
    parts: ['engine', 'slots', 'hosts', 'bookings', 'life', 'webhooks', 'memory'],
    quick: false,
  });
  expect(readOptions(['memory', '--quick'])).toMatchObject({ parts: ['memory'], quick: true });
  expect(readOptions(['--beside', '../v0.1.0']).beside).toBe('../v0.1.0');
  expect(() => readOptions(['speed'])).toThrow('There is no part speed');
  expect(() => readOptions(['--quick', '--write'])).toThrow('not written');
});
