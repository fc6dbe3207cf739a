import { describe, expect, test } from 'vitest';
import { anyone } from '../../lib/principal.ts';
import { judgeMove } from './rules.ts';

const now = Date.parse('2026-06-02T09:00:00Z');

describe('what stands in the way of a move', () => {
  const live = { deleted_at: null, cancel_cutoff_minutes: null, reschedule_cutoff_minutes: null };
  const deleted = { ...live, deleted_at: new Date(now) };
  const closed = { ...live, reschedule_cutoff_minutes: 60 };
  const hour = 3_600_000;
  const booking = (status: 'confirmed' | 'pending_payment' | 'cancelled', start: number) => ({
    status,
    start_at: new Date(start),
    end_at: new Date(start + 1_800_000),
    revision: 0,
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
    ['nothing, at the last moment', booking('confirmed', now + hour), closed, now + 2, null],
    ['its cut-off', booking('confirmed', now + hour - 1), closed, now + 2, 'too_late'],
    ['its own time, before its cut-off', booking('confirmed', now + 1), closed, now + 1, 'own_time'],
    ['its event type', booking('confirmed', now + 1), deleted, now + 2, 'deleted'],
  ] as const)('%s', (_, subject, eventType, newStart, expected) => {
    const judged = judgeMove(subject, eventType, { by: anyone, now, newStart });
    expect(typeof judged === 'string' ? judged : null).toBe(expected);
  });
});
