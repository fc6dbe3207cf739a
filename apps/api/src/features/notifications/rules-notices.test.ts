import { notificationDefaults } from '@astrocal/contract';
import { expect, test } from 'vitest';
import { isNoticed } from './rules-notices.ts';

const off = { confirmation: false, change: false, cancellation: false };
const kinds = {
  confirmation: ['booking_confirmed'],
  change: ['booking_rescheduled', 'booking_reassigned', 'booking_assigned', 'booking_unassigned'],
  cancellation: ['booking_cancelled'],
  reminder: ['booking_reminder'],
} as const;

test('by default everybody is told, and hosts are not reminded', () => {
  for (const kind of Object.values(kinds).flat())
    expect([kind, isNoticed(notificationDefaults, kind, 'invitee')]).toEqual([kind, true]);
  expect(isNoticed(notificationDefaults, 'booking_reminder', 'host')).toBe(false);
});

test.each(Object.entries(kinds))(
  '%s of the invitee is that of the party, and not of the hosts',
  (notice, its) => {
    const invitee = { ...off, reminder: false, [notice]: true };
    const notices = { invitee, host: off };
    for (const kind of Object.values(kinds).flat()) {
      const isIts = (its as readonly string[]).includes(kind);
      expect([kind, isNoticed(notices, kind, 'invitee')]).toEqual([kind, isIts]);
      expect([kind, isNoticed(notices, kind, 'attendee')]).toEqual([kind, isIts]);
      expect([kind, isNoticed(notices, kind, 'host')]).toEqual([kind, false]);
    }
  },
);
