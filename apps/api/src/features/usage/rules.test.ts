import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientOf } from './address.ts';
import { plans } from './plans.ts';
import {
  dayOf,
  isShared,
  monthStart,
  nextDay,
  periodStart,
  type Span,
  shareOf,
  standingOf,
  windowAfter,
  windowAt,
} from './rules.ts';

const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString();

test('the plans are those of the contract', () => {
  expect(plans).toEqual({
    free: { perMinute: 30, perDay: 500 },
    launch: { perMinute: 100, perDay: 1_000 },
    grow: { perMinute: 500, perDay: 10_000 },
    scale: { perMinute: 5_000, perDay: 100_000 },
    unlimited: null,
  });
  expect([30, 100, 300, 301, 500].map(isShared)).toEqual([false, false, false, true, true]);
});

describe('a window', () => {
  test.each([
    ['1m', '2026-06-01T08:00:59.999Z', '2026-06-01T08:00:00.000Z', '2026-06-01T08:01:00.000Z'],
    ['1m', '2026-06-01T08:01:00.000Z', '2026-06-01T08:01:00.000Z', '2026-06-01T08:02:00.000Z'],
    ['24h', '2026-06-01T23:59:59.999Z', '2026-06-01T00:00:00.000Z', '2026-06-02T00:00:00.000Z'],
    ['24h', '2026-06-02T00:00:00.000Z', '2026-06-02T00:00:00.000Z', '2026-06-03T00:00:00.000Z'],
  ] as const)('of %s at %s begins at %s and ends at %s', (length, now, start, end) => {
    const window = windowAt(length, 30, at(now));
    expect([iso(window.startedAt), iso(window.resetAt)]).toEqual([start, end]);
  });

  test('holds its instant, and the next one follows it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom('1m', '24h'), (now, length) => {
        const window = windowAt(length as '1m', 30, now);
        expect(window.startedAt <= now && now < window.resetAt).toBe(true);
        expect(windowAfter(window).startedAt).toBe(window.resetAt);
      }),
    );
  });

  test('is taken in shares of which ten processes can hold one and leave four fifths', () => {
    for (const { perMinute, perDay } of [plans.grow, plans.scale].flatMap((plan) => plan ?? []))
      for (const limit of [perMinute, perDay])
        expect(shareOf({ limit } as Span) * 10).toBeLessThanOrEqual(limit / 5);
  });
});

describe('the standing that is told', () => {
  const windows = [windowAt('1m', 30, 0), windowAt('24h', 500, 0)];
  test.each([
    [[29, 499], '1m', 29],
    [[20, 5], '24h', 5],
    [[0, 470], '1m', 0],
    [[0, 0], '24h', 0],
    [[-1, 470], '1m', 0],
  ])('of %j left is that of %s', (remaining, window, left) => {
    expect(standingOf(windows, { allowed: true, remaining }, 'free')).toMatchObject({
      window,
      remaining: left,
      limit: window === '1m' ? 30 : 500,
      tier: 'free',
    });
  });
});

describe('a client', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:db8:1:2::', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:DB8:1:2:ffff::1', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:db8:1:3::1', '2001:db8:1:3::/64', '2001:db8:1::/48'],
    ['::1', '0:0:0:0::/64', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64', 'fe80:0:0::/48'],
    ['203.0.113.7, 198.51.100.1', 'unknown'],
    ['', 'unknown'],
    [undefined, 'unknown'],
  ])('at %s is counted as %s', (address, ...names) =>
    expect(clientOf(address).map(({ name, times }) => [name, times])).toEqual(
      names.map((name, place) => [name, place === 0 ? 1 : 10]),
    ),
  );

  test('is one whatever it says', () => {
    fc.assert(fc.property(fc.string(), (text) => clientOf(text).every(({ name }) => name.length < 40)));
  });
});

describe('periods', () => {
  const now = at('2026-06-15T08:30:00Z');
  test('end today', () => {
    expect(dayOf(now)).toBe('2026-06-15');
    expect(iso(nextDay(now))).toBe('2026-06-16T00:00:00.000Z');
    expect(iso(periodStart('7d', now))).toBe('2026-06-09T00:00:00.000Z');
    expect(iso(periodStart('30d', now))).toBe('2026-05-17T00:00:00.000Z');
  });
  test('of a month begin on its first', () => {
    expect(iso(monthStart(now))).toBe('2026-06-01T00:00:00.000Z');
    expect(iso(monthStart(now, 1))).toBe('2026-07-01T00:00:00.000Z');
    expect(iso(monthStart(at('2026-12-31T23:59:59Z'), 1))).toBe('2027-01-01T00:00:00.000Z');
  });
});
