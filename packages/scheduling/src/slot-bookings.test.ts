import { describe, expect, test } from 'vitest';
import { ask, between, booking, host, instant, startsOn } from '../test/builders.ts';
import { decideSlot, findSlots, type SlotQuestion } from './index.ts';

const day = between('2026-06-15T00:00:00Z', '2026-06-16T00:00:00Z');

/** 'HH:MM' of the starts on 2026-06-15, in UTC. */
function times(question: SlotQuestion): string[] {
  return startsOn(question, '2026-06-15').map((text) => text.slice(11, 16));
}

function reason(question: SlotQuestion, start: string): string {
  const verdict = decideSlot(question, instant(start));
  return verdict.ok ? 'bookable' : verdict.reason;
}

describe('bookings', () => {
  const own = {
    bufferBeforeMinutes: 15,
    bufferAfterMinutes: 15,
    durationMinutes: 30,
    slotIntervalMinutes: 30,
  };

  test('keep both sides’ buffers apart', () => {
    const allocations = [
      booking('2026-06-15T10:30:00Z', '2026-06-15T11:00:00Z', { before: 15, after: 15, eventTypeId: 'x' }),
    ];
    expect(times(ask({ ...own, question: { hosts: [host('h', { allocations })] } }))).toEqual([
      '09:00',
      '09:30',
      '11:30',
    ]);
  });

  test('reserve as they were booked, whatever the buffers are now', () => {
    const allocations = [booking('2026-06-15T10:30:00Z', '2026-06-15T11:00:00Z')];
    const question = { hosts: [host('h', { allocations })] };
    const none = { durationMinutes: 30 };
    expect(times(ask({ ...none, question }))).toEqual(['09:00', '09:30', '10:00', '11:00', '11:30']);
    expect(times(ask({ ...own, question }))).toEqual(['09:00', '09:30', '11:30']);
  });

  test('and calendars, in any order and overlapping, are all heeded', () => {
    const allocations = [
      booking('2026-06-15T11:00:00Z', '2026-06-15T12:00:00Z'),
      booking('2026-06-15T08:00:00Z', '2026-06-15T08:30:00Z', { after: 60 }),
    ];
    const busy = [
      between('2026-06-15T10:00:00Z', '2026-06-15T10:05:00Z'),
      between('2026-06-15T06:00:00Z', '2026-06-15T10:30:00Z'),
      between('2026-06-15T10:50:00Z', '2026-06-15T10:50:00Z'),
    ];
    const short = { durationMinutes: 15, question: { hosts: [host('h', { allocations, busy })] } };
    expect(times(ask(short))).toEqual(['10:30', '10:45']);
    expect(reason(ask(short), '2026-06-15T09:00:00Z')).toBe('booked');
    expect(reason(ask(short), '2026-06-15T09:30:00Z')).toBe('calendar_busy');
  });
});

describe('a group slot', () => {
  const open = booking('2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z', { spotsTaken: 2 });
  const group = (parts: Partial<SlotQuestion>, allocation = open, busy = [] as (typeof day)[]) =>
    ask({ capacity: 3, question: { hosts: [host('hst_1', { allocations: [allocation], busy })], ...parts } });

  test('is joined while spots remain', () => {
    expect(findSlots(group({}), day).slots.map((slot) => slot.spotsRemaining)).toEqual([3, 1, 3]);
    expect(reason(group({ spots: 2 }), '2026-06-15T10:00:00Z')).toBe('full');
    expect(reason(group({ spots: 3 }), '2026-06-15T09:00:00Z')).toBe('bookable');
    expect(reason(group({ spots: 4 }), '2026-06-15T09:00:00Z')).toBe('full');
    const { full } = findSlots(group({ spots: 2 }), day, { withFull: true });
    expect(full).toEqual([
      {
        ...between('2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z'),
        spotsRemaining: 1,
        totalCapacity: 3,
        hostIds: ['hst_1'],
      },
    ]);
  });

  test('is found among others in any order', () => {
    const allocations = [
      booking('2026-06-15T11:00:00Z', '2026-06-15T12:00:00Z', { spotsTaken: 3 }),
      booking('2026-06-15T09:00:00Z', '2026-06-15T10:00:00Z', { spotsTaken: 1 }),
      open,
    ];
    const question = ask({ capacity: 5, question: { hosts: [host('hst_1', { allocations })] } });
    expect(findSlots(question, day).slots.map((slot) => slot.spotsRemaining)).toEqual([4, 3, 2]);
  });

  test('is the same event type, start and length, and nothing else', () => {
    const at = '2026-06-15T10:00:00Z';
    expect(reason(group({}), at)).toBe('bookable');
    expect(reason(group({}, { ...open, eventTypeId: 'evt_2' }), at)).toBe('booked');
    expect(reason(group({}, { ...open, slotEnd: open.slotEnd - 1_800_000 }), at)).toBe('booked');
    expect(
      reason(group({}, { ...open, slotStart: open.slotStart - 60_000, slotEnd: open.slotEnd - 60_000 }), at),
    ).toBe('booked');
  });

  test('with one spot is an ordinary booking', () => {
    const single = ask({ question: { hosts: [host('hst_1', { allocations: [open] })] } });
    expect(reason(single, '2026-06-15T10:00:00Z')).toBe('booked');
  });

  test('counts the capacity of now: lowered, nobody joins; raised, more do', () => {
    expect(reason(ask({ capacity: 2, question: { hosts: group({}).hosts } }), '2026-06-15T10:00:00Z')).toBe(
      'full',
    );
    const raised = ask({ capacity: 5, question: { hosts: group({}).hosts } });
    expect(findSlots(raised, day).slots.map((slot) => slot.spotsRemaining)).toEqual([5, 3, 5]);
  });

  test('is shared as it was booked: joiners bring no buffers of their own', () => {
    const next = booking('2026-06-15T11:00:00Z', '2026-06-15T12:00:00Z', { eventTypeId: 'evt_2' });
    const hosts = [
      host('hst_1', {
        allocations: [next, open],
        busy: [between('2026-06-15T09:55:00Z', '2026-06-15T10:00:00Z')],
      }),
    ];
    const enlarged = {
      capacity: 3,
      bufferBeforeMinutes: 30,
      bufferAfterMinutes: 30,
      slotIntervalMinutes: 60,
    };
    expect(times(ask({ ...enlarged, question: { hosts } }))).toEqual(['10:00']);
  });

  test('that a calendar overlaps is calendar_busy within the reservation as booked', () => {
    const buffered = booking('2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z', { before: 30 });
    const busy = [between('2026-06-15T09:30:00Z', '2026-06-15T09:31:00Z')];
    expect(reason(group({}, buffered, busy), '2026-06-15T10:00:00Z')).toBe('calendar_busy');
    expect(reason(group({}, open, busy), '2026-06-15T10:00:00Z')).toBe('bookable');
  });
});
