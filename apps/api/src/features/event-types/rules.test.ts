import { describe, expect, test } from 'vitest';
import {
  bookingsRemaining,
  capNow,
  capSetAt,
  currentPeriodStart,
  mergeSettings,
  newSettings,
} from './rules.ts';

const at = (text: string) => Date.parse(text);
const setAt = new Date('2026-05-20T10:00:00Z');
const noCap = { booking_cap: null, booking_cap_period: null, booking_cap_set_at: null, timezone: 'UTC' };
const weekly = {
  booking_cap: 5,
  booking_cap_period: 'weekly',
  booking_cap_set_at: setAt,
  timezone: 'UTC',
} as const;
const wednesday = at('2026-06-03T12:00:00Z');
const monday = at('2026-06-01T00:00:00Z');

describe('the instant since which a cap counts', () => {
  const now = new Date(wednesday);
  const after = (booking_cap: number | null, booking_cap_period: 'weekly' | 'total' | null) => ({
    booking_cap,
    booking_cap_period,
  });

  test.each([
    ['is now when a cap is set', noCap, after(5, 'weekly'), now],
    ['is now for a new event type', null, after(5, 'weekly'), now],
    ['stays when the number changes', weekly, after(6, 'weekly'), setAt],
    ['is now when the period changes', weekly, after(5, 'total'), now],
    ['is none without a cap', weekly, after(null, null), null],
  ])('%s', (_, before, settings, expected) => {
    expect(capSetAt(before, settings, now)).toEqual(expected);
  });
});

describe('the current period', () => {
  test.each([
    ['daily', 'UTC', '2026-06-03T00:00:00Z'],
    ['daily', 'Asia/Tokyo', '2026-06-02T15:00:00Z'],
    ['weekly', 'America/New_York', '2026-06-01T04:00:00Z'],
    ['monthly', 'Pacific/Auckland', '2026-05-31T12:00:00Z'],
    ['total', 'Asia/Tokyo', setAt.toISOString()],
  ] as const)('%s in %s began at %s', (booking_cap_period, timezone, start) => {
    expect(currentPeriodStart({ ...weekly, booking_cap_period, timezone }, wednesday)).toBe(at(start));
  });

  test('is none without a cap', () => {
    expect(currentPeriodStart(noCap, wednesday)).toBeNull();
  });
});

describe('what the current period has received', () => {
  const received = (receipts: { periodStart: number | null; received: number; lapsed?: number[] }) =>
    capNow(weekly, { lapsed: [], ...receipts }, wednesday)?.received;

  test('is what is stored of this very period', () => {
    expect(received({ periodStart: monday, received: 3 })).toBe(3);
  });

  test('is nothing when the stored period is another one, or none', () => {
    expect(received({ periodStart: monday - 7 * 86_400_000, received: 3 })).toBe(0);
    expect(received({ periodStart: null, received: 0 })).toBe(0);
  });

  test('leaves out lapsed bookings of this period, and only these', () => {
    expect(received({ periodStart: monday, received: 3, lapsed: [monday, monday + 1, monday - 1] })).toBe(1);
  });

  test('is not asked without a cap', () => {
    expect(capNow(noCap, { periodStart: monday, received: 3, lapsed: [] }, wednesday)).toBeNull();
  });
});

test.each([
  [{ limit: 5, received: 2 }, 3],
  [{ limit: 5, received: 5 }, 0],
  [{ limit: 2, received: 5 }, 0],
  [null, null],
])('of the cap %o there are %s bookings left', (cap, left) => {
  expect(bookingsRemaining(cap)).toBe(left);
});

test('an older currency that is charged no more stands in the way of a price, and of no other change', () => {
  const stored = {
    ...newSettings({ title: 'Call', slug: 'call', duration_minutes: 30 }),
    price_currency: 'bgn',
  };
  expect(mergeSettings(stored, { title: 'Talk' })).toMatchObject({ title: 'Talk', price_currency: 'bgn' });
  expect(() => mergeSettings(stored, { price_amount: 5000 })).toThrow('bgn is none');
  expect(mergeSettings(stored, { price_amount: 5000, price_currency: 'EUR' })).toMatchObject({
    price_currency: 'eur',
  });
});
