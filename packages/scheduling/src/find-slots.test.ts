import { describe, expect, test } from 'vitest';
import { ask, between, booking, dailyHours, host, instant, startsOn, zoneNamed } from '../test/builders.ts';
import { compileHours, decideSlot, findSlots, type SlotQuestion } from './index.ts';

const day = between('2026-06-15T00:00:00Z', '2026-06-16T00:00:00Z');

/** 'HH:MM' of the day of `day`, in UTC. */
function times(question: SlotQuestion): string[] {
  return startsOn(question, '2026-06-15').map((text) => text.slice(11, 16));
}

function reason(question: SlotQuestion, start: string): string {
  const verdict = decideSlot(question, instant(start));
  return verdict.ok ? 'bookable' : verdict.reason;
}

describe('the grid', () => {
  test('steps by duration and both buffers unless an interval is given', () => {
    expect(times(ask())).toEqual(['09:00', '10:00', '11:00']);
    const buffered = { durationMinutes: 30, bufferBeforeMinutes: 10, bufferAfterMinutes: 20 };
    expect(times(ask(buffered))).toEqual(['09:00', '10:00', '11:00']);
    expect(times(ask({ slotIntervalMinutes: 45 }))).toEqual(['09:00', '09:45', '10:30']);
  });

  test('buffers may reach out of the hours, the slot itself may not', () => {
    const question = ask({ bufferBeforeMinutes: 120, bufferAfterMinutes: 120, slotIntervalMinutes: 60 });
    expect(times(question)).toEqual(['09:00', '10:00', '11:00']);
  });

  test('starts again where touching windows meet, and no slot lies across', () => {
    expect(times(ask({ windows: ['09:00-10:30', '10:30-12:00'] }))).toEqual(['09:00', '10:30']);
    expect(times(ask({ windows: ['09:00-10:31', '10:30-12:00'] }))).toEqual(['09:00', '10:00', '11:00']);
  });

  test('goes up to 24:00 and not beyond, even where the next day is open from midnight', () => {
    const question = ask({ windows: ['00:00-01:00', '22:30-24:00'], slotIntervalMinutes: 30 });
    expect(times(question)).toEqual(['00:00', '22:30', '23:00']);
  });

  test('keeps the seconds of a window', () => {
    expect(startsOn(ask({ windows: ['09:00:30-11:00:30'] }), '2026-06-15')).toEqual([
      '2026-06-15T09:00:30Z',
      '2026-06-15T10:00:30Z',
    ]);
  });

  test('has no starts without hours, without hosts and in an empty range', () => {
    expect(times(ask({ windows: [] }))).toEqual([]);
    for (const assignment of ['any', 'all'] as const) {
      const question = ask({ question: { hosts: [], assignment } });
      expect(times(question)).toEqual([]);
      expect(reason(question, '2026-06-15T09:00:00Z')).toBe('outside_hours');
    }
    expect(findSlots(ask(), { start: day.end, end: day.start }).slots).toEqual([]);
  });

  test('a slot belongs to the range by its start', () => {
    const range = between('2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z');
    expect(findSlots(ask(), range).slots).toEqual([
      {
        ...between('2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z'),
        spotsRemaining: 1,
        totalCapacity: 1,
        hostIds: ['hst_1'],
      },
    ]);
  });

  test('no grid can be made of nothing', () => {
    expect(() => findSlots(ask({ durationMinutes: 0 }), day)).toThrow(RangeError);
    expect(() => findSlots(ask({ slotIntervalMinutes: 0 }), day)).toThrow(RangeError);
  });
});

describe('when clocks change', () => {
  test('a day of 23 hours has 23 hourly slots, one of 25 has 25, and the others 24', () => {
    const question = ask({ zone: 'America/New_York', windows: ['00:00-24:00'] });
    expect(startsOn(question, '2026-03-08')).toHaveLength(23);
    expect(startsOn(question, '2026-11-01')).toHaveLength(25);
    expect(startsOn(question, '2026-06-15')).toHaveLength(24);
  });

  test.each<[string, string, string, number, string, string[]]>([
    [
      'a start in the gap does not exist',
      'America/New_York',
      '01:00-04:00',
      30,
      '2026-03-08',
      ['06:00', '06:30', '07:00', '07:30'],
    ],
    ['a slot runs on across the gap', 'America/New_York', '01:30-03:30', 60, '2026-03-08', ['06:30']],
    ['a window within the gap is empty', 'America/New_York', '02:00-03:00', 30, '2026-03-08', []],
    [
      'a window that starts in the gap keeps its grid',
      'America/New_York',
      '02:10-04:00',
      20,
      '2026-03-08',
      ['07:10', '07:30'],
    ],
    [
      'an ambiguous hour is offered once per instant',
      'America/New_York',
      '01:00-02:00',
      30,
      '2026-11-01',
      ['05:00', '05:30', '06:00', '06:30'],
    ],
    [
      'a window that ends in it has two pieces',
      'America/New_York',
      '00:30-01:30',
      30,
      '2026-11-01',
      ['04:30', '05:00', '06:00'],
    ],
    ['no slot lies across the two pieces', 'America/New_York', '00:30-01:30', 60, '2026-11-01', ['04:30']],
    [
      'a window that starts in it has two pieces, the second longer',
      'America/New_York',
      '01:30-03:00',
      45,
      '2026-11-01',
      ['06:30', '07:15'],
    ],
    ['half an hour is skipped', 'Australia/Lord_Howe', '01:30-03:00', 30, '2026-10-04', ['15:00', '15:30']],
    [
      'half an hour is repeated',
      'Australia/Lord_Howe',
      '01:00-02:00',
      30,
      '2026-04-05',
      ['14:00', '14:30', '15:00'],
    ],
    [
      'Chatham repeats 02:45 to 03:45',
      'Pacific/Chatham',
      '02:45-03:45',
      60,
      '2026-04-05',
      ['13:00', '14:00'],
    ],
    ['Kathmandu is 5:45 ahead', 'Asia/Kathmandu', '09:00-10:00', 60, '2026-06-15', ['03:15']],
    ['Cairo skips midnight', 'Africa/Cairo', '00:00-02:00', 30, '2026-04-24', ['22:00', '22:30']],
    [
      'Cairo repeats the hour before midnight',
      'Africa/Cairo',
      '23:00-24:00',
      60,
      '2026-10-29',
      ['20:00', '21:00'],
    ],
    [
      'Havana repeats the hour after midnight',
      'America/Havana',
      '00:00-01:00',
      60,
      '2025-11-02',
      ['04:00', '05:00'],
    ],
    ['Beirut skips midnight', 'Asia/Beirut', '00:00-02:00', 60, '2026-03-29', ['22:00']],
    [
      'Santiago repeats the hour before midnight',
      'America/Santiago',
      '22:00-24:00',
      60,
      '2026-04-04',
      ['01:00', '02:00', '03:00'],
    ],
    ['Santiago skips midnight', 'America/Santiago', '00:00-01:30', 30, '2026-09-06', ['04:00']],
  ])('%s: %s %s every %i minutes on %s', (_, zone, window, durationMinutes, dateText, expected) => {
    const question = ask({ zone, windows: [window], durationMinutes, now: '2025-01-01T00:00:00Z' });
    expect(startsOn(question, dateText).map((text) => text.slice(11, 16))).toEqual(expected);
  });

  test('two windows of a repeated hour interleave and stay in order', () => {
    const question = ask({
      zone: 'America/New_York',
      windows: ['01:00-01:15', '01:15-02:00'],
      durationMinutes: 15,
    });
    const starts = startsOn(question, '2026-11-01').map((text) => text.slice(11, 16));
    expect(starts).toEqual(['05:00', '05:15', '05:30', '05:45', '06:00', '06:15', '06:30', '06:45']);
  });
});

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
    expect(findSlots(capped, day, { withFull: true }).full).toHaveLength(1);
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
      between('2026-06-15T10:45:00Z', '2026-06-15T10:45:00Z'),
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
    expect(
      reason(ask({ capacity: 2, question: group({}) && { hosts: group({}).hosts } }), '2026-06-15T10:00:00Z'),
    ).toBe('full');
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

describe('several hosts', () => {
  const early = host('early', { hours: dailyHours('UTC', '09:00-11:00') });
  const late = host('late', { hours: dailyHours('UTC', '10:00-12:00') });
  const assigned = (question: SlotQuestion) =>
    findSlots(question, day).slots.map(
      (slot) => `${new Date(slot.start).getUTCHours()} ${slot.hostIds.join('+')}`,
    );

  test('any: a time needs one of them, the first who is free', () => {
    expect(assigned(ask({ question: { hosts: [early, late] } }))).toEqual(['9 early', '10 early', '11 late']);
    expect(assigned(ask({ question: { hosts: [late, early] } }))).toEqual(['9 early', '10 late', '11 late']);
  });

  test('all: a time needs every one of them', () => {
    expect(assigned(ask({ question: { hosts: [early, late], assignment: 'all' } }))).toEqual([
      '10 early+late',
    ]);
  });

  test('any: joiners go to the host whose slot is already open', () => {
    const allocations = [booking('2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z')];
    const hosts = [early, { ...late, allocations }];
    expect(assigned(ask({ capacity: 2, question: { hosts } }))).toEqual(['9 early', '10 late', '11 late']);
    expect(assigned(ask({ capacity: 2, question: { hosts, spots: 2 } }))).toEqual([
      '9 early',
      '10 early',
      '11 late',
    ]);
  });

  test('all: as many spots remain as at the fullest host', () => {
    const allocations = [booking('2026-06-15T10:00:00Z', '2026-06-15T11:00:00Z')];
    const question = ask({
      capacity: 4,
      question: { hosts: [early, { ...late, allocations }], assignment: 'all' },
    });
    expect(findSlots(question, day).slots.map((slot) => slot.spotsRemaining)).toEqual([3]);
  });

  test('any answers with the reason of the host who came furthest, all with the first in the order', () => {
    const booked = host('booked', { allocations: [booking('2026-06-15T09:00:00Z', '2026-06-15T10:00:00Z')] });
    for (const hosts of [
      [booked, late],
      [late, booked],
    ]) {
      expect(reason(ask({ question: { hosts } }), '2026-06-15T09:00:00Z')).toBe('booked');
      expect(reason(ask({ question: { hosts, assignment: 'all' } }), '2026-06-15T09:00:00Z')).toBe(
        'outside_hours',
      );
    }
  });

  test('a waitlist is offered what only bookings refuse, at one host or at all', () => {
    const allocations = [booking('2026-06-15T09:00:00Z', '2026-06-15T11:00:00Z')];
    const busy = [between('2026-06-15T10:00:00Z', '2026-06-15T10:30:00Z')];
    const hosts = [host('a', { allocations }), host('b', { busy: [day] })];
    const full = (question: SlotQuestion) =>
      findSlots(question, day, { withFull: true }).full.map((slot) => new Date(slot.start).getUTCHours());
    expect(full(ask({ question: { hosts } }))).toEqual([9, 10]);
    expect(full(ask({ question: { hosts, assignment: 'all' } }))).toEqual([]);
    expect(full(ask({ question: { hosts: [host('a', { allocations, busy })] } }))).toEqual([9]);
    expect(
      full(ask({ question: { hosts: [host('a', { allocations }), host('c')], assignment: 'all' } })),
    ).toEqual([9, 10]);
  });

  test('each has hours in a zone of their own', () => {
    const rules = [{ dayOfWeek: 1, startSecond: 18 * 3600, endSecond: 20 * 3600 }];
    const tokyo = host('tokyo', {
      hours: compileHours({ zone: zoneNamed('Asia/Tokyo'), rules, overrides: [] }),
    });
    expect(assigned(ask({ question: { hosts: [tokyo, late], assignment: 'all' } }))).toEqual([
      '10 tokyo+late',
    ]);
  });
});
