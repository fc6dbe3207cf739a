import { describe, expect, test } from 'vitest';
import { ask, between, booking, host, instant, startsOn, zoneNamed } from '../test/builders.ts';
import { decideSlot, findSlots, type SlotQuestion } from './index.ts';

const day = between('2026-06-15T00:00:00Z', '2026-06-16T00:00:00Z');

function reason(question: SlotQuestion, start: string): string {
  const verdict = decideSlot(question, instant(start));
  return verdict.ok ? 'bookable' : verdict.reason;
}

describe('a start is refused', () => {
  const bookings = [booking('2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z')];
  const busy = [between('2026-06-15T11:30:00Z', '2026-06-15T11:31:00Z')];
  const parts = { now: '2026-06-15T08:00:00Z', minimumNoticeMinutes: 60, bookingWindowDays: 1 };
  const question = ask({ ...parts, question: { hosts: [host('hst_1', { allocations: bookings, busy })] } });

  test.each([
    ['2026-06-15T07:59:59Z', 'in_past'],
    ['2026-06-15T08:00:00Z', 'notice_too_short'],
    ['2026-06-15T08:59:59.999Z', 'notice_too_short'],
    ['2026-06-15T09:00:00Z', 'bookable'],
    ['2026-06-15T09:00:00.001Z', 'not_on_grid'],
    ['2026-06-15T09:30:00Z', 'not_on_grid'],
    ['2026-06-15T10:00:00Z', 'booked'],
    ['2026-06-15T11:00:00Z', 'calendar_busy'],
    ['2026-06-15T11:01:00Z', 'outside_hours'],
    ['2026-06-15T12:00:00Z', 'outside_hours'],
    ['2026-06-16T09:00:00Z', 'bookable'],
    ['2026-06-16T23:59:59Z', 'outside_hours'],
    ['2026-06-17T00:00:00Z', 'beyond_window'],
  ])('%s: %s', (start, expected) => {
    expect(reason(question, start)).toBe(expected);
  });

  test('by the cap before anything else', () => {
    const capped = { ...question, cap: { limit: 3, received: 3 } };
    expect(reason(capped, '2026-06-15T07:00:00Z')).toBe('cap_reached');
    expect(findSlots(capped, day)).toEqual({ capped: true, slots: [], full: [] });
    expect(findSlots(capped, day, { withFull: true })).toMatchObject({ capped: true, slots: [], full: [{}] });
    expect(reason({ ...question, cap: { limit: 3, received: 2 } }, '2026-06-15T09:00:00Z')).toBe('bookable');
  });

  test('as beyond the window by the dates of the event type’s zone', () => {
    // In Auckland it is already the 16th; the window's last date is the 17th there, until 12:00 UTC.
    const auckland = {
      ...question,
      eventType: { ...question.eventType, zone: zoneNamed('Pacific/Auckland') },
    };
    const now = instant('2026-06-15T13:00:00Z');
    expect(reason({ ...auckland, now }, '2026-06-17T11:00:00Z')).toBe('bookable');
    expect(reason({ ...auckland, now }, '2026-06-17T12:00:00Z')).toBe('beyond_window');
  });

  test('as beyond the window where the table of zone rules ends before the slot does', () => {
    const late = ask({ windows: ['00:00-24:00'] });
    expect(reason(late, '2037-12-30T23:00:00Z')).toBe('bookable');
    expect(reason(late, '2037-12-30T23:01:00Z')).toBe('beyond_window');
    expect(reason(late, '2100-01-01T00:00:00Z')).toBe('beyond_window');
    expect(startsOn(late, '2037-12-31')).toEqual([]);
    expect(startsOn(late, '2037-12-30')).toHaveLength(24);
  });
});
