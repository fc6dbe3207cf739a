import { describe, expect, test } from 'vitest';
import { ask, between, booking, host, instant } from '../test/builders.ts';
import { decideSlot, type SlotOverride, zoneHorizon } from './index.ts';

const parts = { now: '2026-06-15T08:00:00Z', minimumNoticeMinutes: 60, bookingWindowDays: 1 };
const question = ask({
  ...parts,
  question: {
    hosts: [
      host('hst_1', {
        allocations: [booking('2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z')],
        busy: [between('2026-06-15T11:30:00Z', '2026-06-15T11:31:00Z')],
      }),
    ],
  },
});

function reason(start: string, override: SlotOverride, asked = question): string {
  const verdict = decideSlot(asked, instant(start), override);
  return verdict.ok ? 'bookable' : verdict.reason;
}

const all: SlotOverride = ['notice', 'window', 'hours', 'grid'];

describe('a rule that is overridden is no reason', () => {
  test.each([
    ['2026-06-15T08:00:00Z', ['notice'], 'outside_hours'],
    ['2026-06-15T08:00:00Z', ['notice', 'hours'], 'bookable'],
    ['2026-06-15T08:00:00Z', ['hours'], 'notice_too_short'],
    ['2026-06-17T09:00:00Z', ['window'], 'bookable'],
    ['2026-06-17T09:00:00Z', ['notice', 'hours', 'grid'], 'beyond_window'],
    ['2026-06-16T20:07:00Z', ['hours'], 'bookable'], // in no window: there is no grid to be on
    ['2026-06-16T11:30:00Z', ['grid'], 'outside_hours'], // its end is out of the window
    ['2026-06-16T11:30:00Z', ['hours'], 'not_on_grid'],
    ['2026-06-16T11:30:00Z', ['hours', 'grid'], 'bookable'],
    ['2026-06-16T09:07:00Z', ['grid'], 'bookable'],
    ['2026-06-16T09:07:00Z', ['hours'], 'not_on_grid'],
  ] as const)('%s with %j: %s', (start, override, expected) => {
    expect(reason(start, override)).toBe(expected);
  });
});

describe('what nobody overrides', () => {
  test.each([
    ['2026-06-15T07:59:59Z', 'in_past'],
    ['2026-06-15T09:30:00Z', 'booked'],
    ['2026-06-15T11:01:00Z', 'calendar_busy'],
  ])('%s: %s', (start, expected) => {
    expect(reason(start, all)).toBe(expected);
  });

  test('a reached cap, the spots of a group, and the end of the zone rules', () => {
    const start = '2026-06-16T09:00:00Z';
    expect(reason(start, all, { ...question, cap: { limit: 1, received: 1 } })).toBe('cap_reached');
    expect(reason(start, all, { ...question, spots: 2 })).toBe('full');
    expect(decideSlot(question, zoneHorizon, all)).toEqual({ ok: false, reason: 'beyond_window' });
  });
});
