import { expect, test } from 'vitest';
import { notYetRun, readIds, readSeen, updatePage } from './table.ts';

const begin = '<!-- figures: written by `npm run prove -- --write` -->';
const empty = `# Page\n\n${begin}\n<!-- end of figures -->\n\nText | with a bar.\n`;
const parts = [
  { id: 'P1', promise: 'Nobody is booked twice' },
  { id: 'P4', promise: 'Every change is told', awaits: 'comes with webhooks' },
  { id: 'P10', promise: 'It stays fast' },
] as const;
const one = { figure: 'slots: 5 rounds\ncaps: 7 | 8 rounds', seen: '2026-06-01, seed 7' };
const ten = { figure: 'growth: 3 probes', seen: '2026-06-02, seed 7' };

const written = (page: string, ...fresh: [string, typeof one][]) => updatePage(page, parts, new Map(fresh));
const rows = (page: string) => page.split('\n').filter((line) => line.startsWith('| P'));

test('what was never run says so, with the reason where there is one', () => {
  expect(rows(written(empty))).toEqual([
    '| P1 | Nobody is booked twice | not yet run |  | `npm run prove -- P1` |',
    '| P4 | Every change is told | not yet run: comes with webhooks |  | `npm run prove -- P4` |',
    '| P10 | It stays fast | not yet run |  | `npm run prove -- P10` |',
  ]);
  expect(readSeen(written(empty))).toEqual(new Map());
  expect(readIds(written(empty))).toEqual(['P1', 'P4', 'P10']);
  expect(notYetRun({})).toEqual({ figure: 'not yet run', seen: '' });
});

test('new figures take the place of old ones, and all other rows stay as they were', () => {
  const first = written(empty, ['P1', one]);
  const second = written(first, ['P10', ten]);
  expect(rows(second)[0]).toBe(rows(first)[0]);
  expect(rows(second)[0]).toBe(
    '| P1 | Nobody is booked twice | slots: 5 rounds<br>caps: 7 \\| 8 rounds | 2026-06-01, seed 7 | `npm run prove -- P1` |',
  );
  const third = written(second, ['P1', { ...one, figure: 'slots: 9 rounds' }]);
  expect(readSeen(third).get('P1')?.figure).toBe('slots: 9 rounds');
  expect(readSeen(third).get('P10')).toEqual(ten);
});

test('a table that is written again is the same, and the text around it is never touched', () => {
  const page = written(empty, ['P1', one], ['P10', ten]);
  expect(written(page)).toBe(page);
  expect(page.startsWith(`# Page\n\n${begin}`)).toBe(true);
  expect(page.endsWith('<!-- end of figures -->\n\nText | with a bar.\n')).toBe(true);
});

test('a promise that is worded anew keeps its figures, one that is gone loses its row', () => {
  const page = written(empty, ['P1', one], ['P10', ten]);
  const next = updatePage(page, [{ id: 'P10', promise: 'It is fast' }], new Map());
  expect(rows(next)).toEqual([
    '| P10 | It is fast | growth: 3 probes | 2026-06-02, seed 7 | `npm run prove -- P10` |',
  ]);
});

test('a page without the place for the table is refused', () => {
  expect(() => written('# Page\n')).toThrow('no table');
});
