import { describe, expect, test } from 'vitest';
import { findMoveObstacle, hasLapsed, readMetadata, readNotes, readReason } from './rules.ts';

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

test('texts that hold nothing visible are null', () => {
  for (const text of [undefined, null, '', ' \u200e\n'])
    expect([readNotes(text), readReason(text)]).toEqual([null, null]);
});

test('notes keep their lines, a reason is one', () => {
  expect([readNotes('a\r\nb\u0007'), readReason('a\r\nb\u0007')]).toEqual(['a\nb', 'a b']);
});

describe('metadata', () => {
  test('keeps its values and their types, in clean texts', () => {
    expect(readMetadata({ ' a\u202e': 'x\u0001', n: 5, b: false, e: '' })).toEqual({
      a: 'x',
      n: 5,
      b: false,
      e: '',
    });
    expect(readMetadata()).toEqual({});
  });

  test('needs names with something to see', () => {
    expect(() => readMetadata({ ' ': 1 })).toThrow('must hold a visible character');
  });

  test('loses nothing: two names that are the same once they are clean are refused', () => {
    expect(() => readMetadata({ a: 1, ' a\u202e': 2 })).toThrow('body.metadata.a: is named twice');
  });
});
