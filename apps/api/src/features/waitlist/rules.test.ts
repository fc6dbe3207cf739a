import { type Instant, parseInstant } from '@astrocal/scheduling';
import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../availability/index.ts';
import {
  expiryOf,
  findFitting,
  findJoinObstacle,
  linesWithHost,
  nextOpening,
  startsOf,
  startsOfLine,
  type Wish,
} from './rules.ts';

const at = (text: string): Instant => parseInstant(text) as Instant;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const now = at('2026-06-01T08:00:00Z');
const nine = at('2026-06-01T09:00:00Z');
const ten = at('2026-06-01T10:00:00Z');

const wish = (start: Instant | null, durationMinutes = 60): Wish => ({ start, durationMinutes });

/** Open from 09:00 to 11:00 UTC on Mondays, with meetings of an hour; booked at these starts. */
const snapshotOf = (booked: readonly Instant[] = [], settings: object = {}): Snapshot => ({
  eventType: {
    id: 'evt_1',
    timezone: 'UTC',
    duration_minutes: 60,
    duration_options: null,
    buffer_before_minutes: 0,
    buffer_after_minutes: 0,
    slot_interval_minutes: null,
    minimum_notice_minutes: 0,
    booking_window_days: null,
    max_attendees: 1,
    assignment_strategy: 'round_robin',
    booking_cap: null,
    booking_cap_period: null,
    booking_cap_set_at: null,
    period_start: null,
    received: null,
    lapsed: [],
    weekly_hours: [{ dayOfWeek: 1, startSecond: 9 * 3600, endSecond: 11 * 3600 }],
    date_overrides: [],
    ...settings,
  } as unknown as Snapshot['eventType'],
  hosts: [
    {
      id: 'mbr_1',
      name: 'Sam Rivera',
      email: 'sam@example.com',
      isActive: true,
      attributes: {},
      timezone: 'UTC',
      schedule: null,
      absences: [],
      isRequired: false,
      share: { weight: 1, priority: 0, tag: 0, bookings: 0 },
      allocations: booked.map((start) => ({
        id: `alc_${start}`,
        start,
        end: start + 60 * minuteMs,
        eventTypeId: 'evt_1',
        slotStart: start,
        slotEnd: start + 60 * minuteMs,
        spotsTaken: 1,
      })),
    },
  ],
  virtualTime: 0,
  lapsed: [],
});

describe('a wait ends', () => {
  test.each([
    ['at the wanted start', nine, nine],
    ['after seven days at the latest', now + 30 * dayMs, now + 7 * dayMs],
    ['after seven days where any will do', null, now + 7 * dayMs],
  ])('%s', (_, start, expected) => expect(expiryOf(wish(start), now)).toBe(expected));
});

describe('the starts that may be given', () => {
  test('are the wanted one, or those of 92 days', () => {
    expect(startsOf(wish(nine), now)).toEqual({ start: nine, end: nine + 1 });
    expect(startsOf(wish(null), now)).toEqual({ start: now, end: now + 92 * dayMs });
  });

  test('to a line are those of everybody in it, however long it is', () => {
    expect(startsOfLine([wish(ten), wish(nine)], now)).toEqual({ start: nine, end: ten + 1 });
    const long = Array.from({ length: 200_000 }, (_, index) => wish(nine + index));
    expect(startsOfLine(long, now)).toEqual({ start: nine, end: nine + 200_000 });
  });
});

describe('whether something can be waited for', () => {
  test.each([
    ['a taken time', wish(nine), snapshotOf([nine]), null],
    ['a free time', wish(nine), snapshotOf(), 'bookable'],
    ['any, with one free', wish(null), snapshotOf([nine]), 'bookable'],
    ['a time outside the hours', wish(at('2026-06-01T12:00:00Z')), snapshotOf(), 'outside_hours'],
    ['a time off the grid', wish(nine + minuteMs), snapshotOf([nine]), 'not_on_grid'],
    ['a time that has passed', wish(at('2026-05-25T09:00:00Z')), snapshotOf(), 'in_past'],
  ])('%s', (_, wanted, snapshot, expected) => {
    expect(findJoinObstacle(snapshot, wanted, now)).toBe(expected);
  });
});

describe('the first in line who fits', () => {
  const entry = (name: string, ...wanted: Parameters<typeof wish>) => ({ name, ...wish(...wanted) });

  test.each([
    ['nobody in an empty line', [], snapshotOf(), undefined],
    ['nobody where all is taken', [entry('a', nine), entry('b', null)], mondayTaken(), undefined],
    ['whoever joined first', [entry('a', null), entry('b', nine)], snapshotOf(), ['a', nine]],
    [
      'the next, where the first wants another time',
      [entry('a', nine), entry('b', null)],
      snapshotOf([nine]),
      ['b', ten],
    ],
    [
      'nobody whose length is offered no more',
      [entry('a', nine, 30), entry('b', ten)],
      snapshotOf(),
      ['b', ten],
    ],
  ] as const)('%s', (_, line, snapshot, expected) => {
    const [found] = findFitting<(typeof line)[number]>(line, snapshot, now);
    expect(found && [found.waiting.name, found.starts[0]]).toEqual(expected);
  });

  test('and after them those behind, each with all the starts they may get', () => {
    const line = [entry('a', ten), entry('b', null), entry('c', nine)];
    const found = [...findFitting(line, snapshotOf([nine]), now)];
    expect(found.map(({ waiting }) => waiting.name)).toEqual(['a', 'b']);
    expect(found.map(({ starts }) => starts[0])).toEqual([ten, ten]);
    expect(found[1]?.starts.length).toBeGreaterThan(1);
  });

  /** Every Monday for as far as anybody looks. */
  function mondayTaken(): Snapshot {
    const weeks = Array.from({ length: 14 }, (_, week) => week * 7 * dayMs);
    return snapshotOf(weeks.flatMap((later) => [nine + later, ten + later]));
  }
});

test.each([
  ['UTC', '2026-06-02T00:00:00Z'],
  ['America/New_York', '2026-06-02T04:00:00Z'],
  ['Asia/Kathmandu', '2026-06-01T18:15:00Z'],
])('spots open by themselves at the next midnight of %s', (timezone, instant) => {
  expect(nextOpening({ timezone }, now)).toBe(at(instant));
});

describe('the lines that are looked at when a host has time again', () => {
  const waitedFor = Object.entries({ solo: 'ana', both: 'ana bo', other: 'bo cy', far: 'cy' }).flatMap(
    ([eventTypeId, hosts]) => hosts.split(' ').map((hostId) => ({ eventTypeId, hostId })),
  );
  test.each([
    ['ana', 'solo both other'],
    ['cy', 'both other far'],
    ['nobody', ''],
  ])('of %s are of their event types, and of who hosts these with them: %s', (host, expected) =>
    expect(linesWithHost(waitedFor, host).join(' ')).toBe(expected),
  );
});
