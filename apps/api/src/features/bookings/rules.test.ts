import { describe, expect, test } from 'vitest';
import { findMoveObstacle, hasBegun, hasLapsed } from './rules.ts';

const now = Date.parse('2026-06-02T09:00:00Z');

describe('an unpaid booking has lapsed', () => {
  test.each([
    ['pending_payment', now, true],
    ['pending_payment', now - 1, true],
    ['pending_payment', now + 1, false],
    ['confirmed', now - 1, false],
    ['cancelled', now - 1, false],
  ] as const)('%s until %d: %s', (status, expiresAt, expected) => {
    expect(hasLapsed({ status, payment_expires_at: new Date(expiresAt) }, now)).toBe(expected);
  });
});

describe('what stands in the way of a move', () => {
  const live = { deleted_at: null };
  const deleted = { deleted_at: new Date(now) };
  const booking = (status: 'confirmed' | 'pending_payment' | 'cancelled', start: number) => ({
    status,
    start_at: new Date(start),
    payment_expires_at: status === 'pending_payment' ? new Date(now + 1) : null,
  });
  const lapsed = { ...booking('pending_payment', now + 1), payment_expires_at: new Date(now) };

  test.each([
    ['nothing', booking('confirmed', now + 1), live, now + 2, null],
    ['nothing, unpaid', booking('pending_payment', now + 1), live, now + 2, null],
    ['its end, before all', booking('cancelled', now + 1), deleted, now + 1, 'cancelled'],
    ['its time to pay, which is over', lapsed, live, now + 2, 'cancelled'],
    ['its own time, before the rest', booking('confirmed', now - 5), deleted, now - 5, 'own_time'],
    ['its start', booking('confirmed', now), live, now + 2, 'past'],
    ['its start, before the event type', booking('confirmed', now), deleted, now + 2, 'past'],
    ['its event type', booking('confirmed', now + 1), deleted, now + 2, 'deleted'],
  ] as const)('%s', (_, subject, eventType, newStart, expected) => {
    expect(findMoveObstacle(subject, eventType, { now, newStart })).toBe(expected);
  });
});

describe('a meeting has begun', () => {
  test.each([
    ['confirmed', now, true],
    ['confirmed', now - 1, true],
    ['confirmed', now + 1, false],
    ['rescheduled', now, true],
    ['pending_payment', now - 1, false],
  ] as const)('%s, start %d: %s', (status, start, expected) => {
    const payment_expires_at = status === 'pending_payment' ? new Date(now) : null;
    expect(hasBegun({ status, start_at: new Date(start), payment_expires_at }, now)).toBe(expected);
  });
});
