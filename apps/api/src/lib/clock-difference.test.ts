import { describe, expect, test } from 'vitest';
import { describeLead, judgeLead, leadMs } from './clock-difference.ts';

test.each([
  [{ ownMs: 10_000, otherMs: 10_000, roundTripMs: 5 }, 0],
  [{ ownMs: 18_000, otherMs: 10_000, roundTripMs: 8_000 }, 0],
  [{ ownMs: 18_001, otherMs: 10_000, roundTripMs: 8_000 }, 1],
  [{ ownMs: 4_000, otherMs: 10_000, roundTripMs: 8_000 }, -6_000],
])('the round trip explains a part: %j', (comparison, lead) => expect(leadMs(comparison)).toBe(lead));

test.each([
  [0, 'agrees'],
  [5_000, 'agrees'],
  [5_001, 'differs'],
  [-5_001, 'differs'],
  [60_000, 'differs'],
  [60_001, 'wrong'],
  [-60_001, 'wrong'],
  [40 * 86_400_000, 'wrong'],
] as const)('%i ms: %s', (lead, judgement) => expect(judgeLead(lead)).toBe(judgement));

describe('a difference is told', () => {
  test.each([
    [40 * 86_400_000, '40 days ahead of'],
    [-7_000, '7 seconds behind'],
    [-90_000, '90 seconds behind'],
    [3 * 3_600_000, '3 hours ahead of'],
  ])('%i ms: %s', (lead, text) => expect(describeLead(lead)).toBe(text));
});
