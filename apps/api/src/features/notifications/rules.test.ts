import { describe, expect, it } from 'vitest';
import { nextAttemptAt } from '../../attempts/schedule.ts';
import { createReader, readerZone } from '../../wording/reader-time.ts';
import {
  decideSending,
  findRecipients,
  findReminders,
  hadBegun,
  isTooLate,
  mailKinds,
  mailSchedule,
  minutesLeft,
  untilText,
} from './rules.ts';

const minute = 60_000;
const person = (name: string, isPrimary = false) => ({
  id: `att_${name}`,
  name,
  email: `${name.toLowerCase()}@example.com`,
  timezone: 'Asia/Kolkata',
  is_primary: isPrimary,
});
const host = { member_id: 'mbr_1', name: 'Grace', email: 'grace@northwind.example' };

describe('who reads a mail', () => {
  const booking = { hosts: [host], attendees: [person('Alex', true), person('Sam')] };
  const all = ['invitee', 'attendee', 'host'] as const;

  it('is the party in their own zones and the host in that of the hours', () => {
    const found = findRecipients(booking, { roles: all, hostTimezone: 'America/New_York' });
    expect(found.map(({ role, name, timezone }) => [role, name, timezone])).toEqual([
      ['invitee', 'Alex', 'Asia/Kolkata'],
      ['attendee', 'Sam', 'Asia/Kolkata'],
      ['host', 'Grace', 'America/New_York'],
    ]);
  });

  it('is only whoever has that role', () => {
    const roles = (wanted: readonly (typeof all)[number][], hosts: readonly (typeof host)[] = [host]) =>
      findRecipients({ ...booking, hosts: [...hosts] }, { roles: wanted, hostTimezone: 'UTC' }).map(
        ({ role }) => role,
      );
    expect(roles(['host'])).toEqual(['host']);
    expect(roles(['invitee', 'attendee'])).toEqual(['invitee', 'attendee']);
    expect(roles(all, [])).toEqual(['invitee', 'attendee']);
  });
});

it('only what is certain, moves or ends is a mail about a booking', () => {
  expect(mailKinds['booking.confirmed']).toBe('booking_confirmed');
  expect(mailKinds['booking.created']).toBeUndefined();
});

it.each([
  [null, false],
  ['2026-06-15T13:59:59Z', false],
  ['2026-06-15T14:00:00Z', true],
])('a meeting at 14:00 that was cancelled at %s was over: %s', (cancelled_at, isSo) =>
  expect(hadBegun({ cancelled_at, start_time: '2026-06-15T14:00:00Z' })).toBe(isSo),
);

describe('a reminder', () => {
  const reader = createReader(readerZone('America/New_York'));
  const start = Date.parse('2026-12-09T14:30:00Z');

  it.each([
    [60, 'Today, 9:30 AM', 'Starts in 1 hour'],
    [600, 'Tomorrow, 9:30 AM', 'Starts in 10 hours'],
    [1440, 'Tomorrow, 9:30 AM', 'See you tomorrow'],
    [2880, 'Wed, Dec 9, 9:30 AM', 'Starts in 2 days'],
  ])('%i minutes before says %s', (minutes, subject, heading) =>
    expect(untilText(reader, start, minutes)).toEqual({ subject, heading }),
  );

  it('is set once for each interval that is still to come', () => {
    const now = start - 90 * minute;
    expect(findReminders([1440, 60, 60, 90, 15], { start, now })).toEqual([
      { minutes: 60, at: start - 60 * minute },
      { minutes: 15, at: start - 15 * minute },
    ]);
  });

  it('that comes late says how long there really is', () => {
    expect(minutesLeft(60, { start, now: start - 61 * minute })).toBe(60);
    expect(minutesLeft(60, { start, now: start - 20 * minute })).toBe(20);
    expect(minutesLeft(60, { start, now: start - 1 })).toBe(1);
  });
});

describe('what becomes of a mail', () => {
  const mail = { isTest: false, hasServer: true, role: 'host', address: 'grace@northwind.example' } as const;

  it('that is written: it is sent, or kept where nothing may be or can be sent', () => {
    expect(decideSending(mail)).toEqual({ status: 'pending', reason: null });
    expect(decideSending({ ...mail, isTest: true }).status).toBe('captured');
    expect(decideSending({ ...mail, hasServer: false }).status).toBe('captured');
  });

  it.each([
    ['host', 'owner@example.com', 'failed'],
    ['owner', 'Owner@mail.EXAMPLE.org', 'failed'],
    ['host', 'owner@northwind.example', 'pending'],
    // Whoever books has typed the address.
    ['invitee', 'alex@example.com', 'pending'],
    ['attendee', 'alex@example.com', 'pending'],
  ] as const)('to a %s at %s: %s', (role, address, status) => {
    const sending = decideSending({ ...mail, role, address });
    expect(sending.status).toBe(status);
    if (status === 'failed') expect(sending.reason).toContain(address);
  });

  it('after an attempt: tried again after a longer while each time, or given up', () => {
    const next = (made: number, expiresAt: number | null = null) =>
      nextAttemptAt(mailSchedule, made, { now: 0, random: 0.9, hintMs: null, expiresAt });
    const minutes = [1, 5, 15, 60, 180, 480, 1440];
    expect(minutes.map((_, index) => next(index + 1))).toEqual(minutes.map((each) => each * minute));
    expect(next(minutes.length + 1)).toBeNull();
    expect(next(1, minute)).toBeNull();
  });

  it('is too late from the very instant on', () => {
    expect([4, 5, 6].map((now) => isTooLate({ expiresAt: 5, now }))).toEqual([false, true, true]);
    expect(isTooLate({ expiresAt: null, now: 5 })).toBe(false);
  });
});
