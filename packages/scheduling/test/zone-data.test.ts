import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeZoneData, readPackedZones } from '../tools/make-zone-data.ts';

test('the committed zone data is what the script makes from the installed release', () => {
  const committed = readFileSync(new URL('../src/zone-data.generated.ts', import.meta.url), 'utf8');
  expect(makeZoneData(readPackedZones())).toBe(committed);
});

test('a change of the abbreviation alone is no change, and what lies outside the table is left out', () => {
  // Minutes in base 60: 2001 to 2037; offsets +1 h under two abbreviations, then +2 h.
  const periods = [978307200, 1640995200, 1672531200, 2177452800].map((second) => second / 60);
  const untils = periods.map((minute, index) => toBase60(minute - (periods[index - 1] ?? 0))).join(' ');
  const packed = { version: 'x', zones: [`A/B|a b c|0 -10 -20|01212|${untils}|`], links: ['A/B|C/D'] };
  expect(makeZoneData(packed)).toContain("['A/B C/D', [3600,1640995200,7200,1672531200,3600]],");
  const renamed = { ...packed, zones: [`A/B|a b c|0 -10 -10|01212|${untils}|`] };
  expect(makeZoneData(renamed)).toContain("['A/B C/D', [3600]],");
});

function toBase60(value: number): string {
  const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWX';
  return value === 0 ? '' : toBase60(Math.floor(value / 60)) + digits[value % 60];
}
