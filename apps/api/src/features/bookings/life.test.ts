import { describe, expect, test } from 'vitest';
import {
  type BookingStatus,
  begin,
  decideStep,
  hasBegun,
  isGone,
  type Phase,
  phaseOf,
  wasNeverCertain,
} from './life.ts';

const now = Date.parse('2026-06-02T09:00:00Z');
const halfAnHour = 30 * 60_000;

const booking = (status: BookingStatus, start: number, payUntil: number | null = null) => ({
  status,
  payment_expires_at: payUntil === null ? null : new Date(payUntil),
  start_at: new Date(start),
  end_at: new Date(start + halfAnHour),
  revision: 3,
});

describe('the phase of a booking', () => {
  test.each([
    ['ahead until it begins', booking('confirmed', now + 1), 'ahead'],
    ['running from its start', booking('confirmed', now), 'running'],
    ['running until its end', booking('confirmed', now - halfAnHour + 1), 'running'],
    ['over at its end', booking('confirmed', now - halfAnHour), 'over'],
    ['ahead at its new time', booking('rescheduled', now + 1), 'ahead'],
    ['unpaid until its time is over', booking('pending_payment', now + 1, now + 1), 'unpaid'],
    ['lapsed from then on', booking('pending_payment', now + 1, now), 'lapsed'],
    ['lapsed, whenever the meeting was to be', booking('pending_payment', now - halfAnHour, now), 'lapsed'],
    ['over and no longer unpaid', booking('pending_payment', now - halfAnHour, now + 1), 'over'],
    ['paid, so the time to pay no longer counts', booking('confirmed', now + 1, now), 'ahead'],
    ['cancelled, whenever it was to be', booking('cancelled', now - halfAnHour), 'cancelled'],
    ['cancelled, and not lapsed', booking('cancelled', now + 1, now), 'cancelled'],
  ] as const)('%s', (_, subject, phase) => {
    expect(phaseOf(subject, now)).toBe(phase);
  });
});

const inPhase: Readonly<Record<Phase, ReturnType<typeof booking>>> = {
  unpaid: booking('pending_payment', now + 1, now + 1),
  lapsed: booking('pending_payment', now + 1, now),
  ahead: booking('confirmed', now + 1),
  running: booking('confirmed', now),
  over: booking('confirmed', now - halfAnHour),
  cancelled: booking('cancelled', now + 1),
};
const phases = Object.keys(inPhase) as Phase[];

describe('a step', () => {
  test.each([
    ['move', ['unpaid', 'ahead'], 'booking.rescheduled'],
    ['cancel', ['unpaid', 'lapsed', 'ahead'], 'booking.cancelled'],
    ['annul', ['unpaid', 'lapsed', 'ahead', 'running', 'over'], 'booking.cancelled'],
    ['lapse', ['lapsed'], 'booking.cancelled'],
  ] as const)('%s leads from %j and from nowhere else', (name, from, tells) => {
    for (const phase of phases) {
      const step = decideStep(name, inPhase[phase], now);
      if ((from as readonly Phase[]).includes(phase))
        expect(step).toMatchObject({ ok: true, revision: 4, tells });
      else expect(step).toEqual({ ok: false, phase });
    }
  });

  test('a move leaves an unpaid booking unpaid, and any other rescheduled', () => {
    const statusAfter = (subject: ReturnType<typeof booking>) => {
      const step = decideStep('move', subject, now);
      return step.ok ? step.status : null;
    };
    expect(statusAfter(inPhase.unpaid)).toBe('pending_payment');
    expect(statusAfter(inPhase.ahead)).toBe('rescheduled');
    expect(statusAfter(booking('rescheduled', now + 1))).toBe('rescheduled');
  });

  test('what has ended is ended for good', () => {
    for (const name of ['move', 'cancel', 'annul', 'lapse'] as const)
      expect(decideStep(name, inPhase.cancelled, now).ok).toBe(false);
  });
});

test('a booking begins certain where it is free, and else unpaid for half an hour', () => {
  expect(begin({ isPriced: false, now })).toEqual({
    status: 'confirmed',
    payment_expires_at: null,
    tells: ['booking.created', 'booking.confirmed'],
  });
  expect(begin({ isPriced: true, now })).toEqual({
    status: 'pending_payment',
    payment_expires_at: new Date(now + halfAnHour),
    tells: ['booking.created'],
  });
});

test('what is gone holds no time, and what has begun cannot be gone', () => {
  expect(phases.filter(isGone)).toEqual(['lapsed', 'cancelled']);
  expect(phases.filter(hasBegun)).toEqual(['running', 'over']);
});

test.each([
  ['pending_payment', new Date(), true],
  ['cancelled', new Date(), true],
  ['cancelled', null, false],
  ['confirmed', null, false],
  ['rescheduled', null, false],
] as const)('a booking that is %s with %s to pay until was never certain: %s', (status, until, isSo) =>
  expect(wasNeverCertain(status, { payment_expires_at: until })).toBe(isSo),
);
