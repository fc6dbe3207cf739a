import { describe, expect, test } from 'vitest';
import { ask, between, dailyHours, date, host, instant, startsOn, zoneNamed } from '../test/builders.ts';
import {
  compileHours,
  decideSlot,
  type Host,
  type SlotOverride,
  type SlotQuestion,
  startOfDate,
} from './index.ts';

/** 'HH:MM' of the starts on a date of the event type's zone, in UTC. */
function times(question: SlotQuestion, on = '2026-06-15'): string[] {
  return startsOn(question, on).map((text) => text.slice(11, 16));
}

function reason(question: SlotQuestion, start: string, override?: SlotOverride): string {
  const verdict = decideSlot(question, instant(start), override);
  return verdict.ok ? 'bookable' : verdict.reason;
}

const collective = (windows: string, hosts: readonly Host[]) =>
  ask({ windows: [windows], question: { hosts, assignment: 'all' } });

describe('the grid is the event type’s, and hours of a host only narrow it', () => {
  test('a collective of two whose windows start at different minutes has slots', () => {
    const hosts = [
      host('a', { hours: dailyHours('UTC', '09:00-17:00') }),
      host('b', { hours: dailyHours('UTC', '10:15-17:00') }),
    ];
    const shared = ['11:00', '12:00', '13:00', '14:00', '15:00', '16:00'];
    expect(times(collective('09:00-17:00', hosts))).toEqual(shared);
    expect(times(collective('09:00-17:00', hosts.toReversed()))).toEqual(shared);
  });

  test('so has one with a host 5:45 ahead', () => {
    const hosts = [
      host('london', { hours: dailyHours('Europe/London', '09:00-17:00') }),
      host('kathmandu', { hours: dailyHours('Asia/Kathmandu', '10:00-19:00') }), // 04:15 to 13:15 UTC
    ];
    expect(times(collective('00:00-24:00', hosts))).toEqual(['08:00', '09:00', '10:00', '11:00', '12:00']);
  });

  test('a host who is free for a part of the meeting only is not free', () => {
    const question = collective('09:00-12:00', [host('a', { hours: dailyHours('UTC', '09:30-11:30') })]);
    expect(times(question)).toEqual(['10:00']);
    expect(reason(question, '2026-06-15T09:00:00Z')).toBe('outside_hours');
    expect(reason(question, '2026-06-15T11:00:00Z')).toBe('outside_hours');
    expect(reason(question, '2026-06-15T09:30:00Z')).toBe('not_on_grid');
  });

  test('hours of a host beyond those of the event type offer nothing', () => {
    const question = collective('09:00-11:00', [host('a', { hours: dailyHours('UTC', '00:00-24:00') })]);
    expect(times(question)).toEqual(['09:00', '10:00']);
  });

  test('windows of a host that touch are one, those of the event type are not', () => {
    const touching = dailyHours('UTC', '09:00-10:30', '10:30-12:00');
    expect(times(collective('09:00-12:00', [host('a', { hours: touching })]))).toEqual([
      '09:00',
      '10:00',
      '11:00',
    ]);
    const whole = ask({
      windows: ['09:00-10:30', '10:30-12:00'],
      question: { hosts: [host('a', { hours: dailyHours('UTC', '00:00-24:00') })] },
    });
    expect(times(whole)).toEqual(['09:00', '10:30']);
  });

  test('they touch at the host’s midnight too', () => {
    // 18:00 to 02:00 in Tokyo is 09:00 to 17:00 UTC; its midnight is 15:00.
    const tokyo = host('tokyo', { hours: dailyHours('Asia/Tokyo', '00:00-02:00', '18:00-24:00') });
    expect(times(ask({ windows: ['08:30-18:00'], question: { hosts: [tokyo] } }))).toEqual([
      '09:30',
      '10:30',
      '11:30',
      '12:30',
      '13:30',
      '14:30',
      '15:30',
    ]);
  });

  test('without hours of the event type those of the first host are meant', () => {
    const { hours: _, ...question } = ask({
      question: { hosts: [host('a'), host('b', { hours: dailyHours('UTC', '10:30-12:00') })] },
    });
    expect(times(question)).toEqual(['09:00', '10:00', '11:00']);
    expect(times({ ...question, assignment: 'all' })).toEqual(['11:00']);
  });
});

describe('each host lives by its own clock', () => {
  const newYork = host('ny', { hours: dailyHours('America/New_York', '09:00-11:00') });
  const berlin = host('berlin', { hours: dailyHours('Europe/Berlin', '14:00-17:00') });
  const shared = (on: string) =>
    times(
      ask({
        windows: ['00:00-24:00'],
        now: '2026-01-01T00:00:00Z',
        question: { hosts: [newYork, berlin], assignment: 'all' },
      }),
      on,
    );

  test.each([
    ['in winter', '2026-03-06', ['14:00', '15:00']],
    ['after New York’s change and before Berlin’s', '2026-03-09', ['13:00', '14:00']],
    ['in summer', '2026-06-15', ['13:00', '14:00']],
    ['after Berlin’s change and before New York’s', '2026-10-26', ['13:00', '14:00']],
    ['in winter again', '2026-11-02', ['14:00', '15:00']],
  ])('%s', (_, on, expected) => {
    expect(shared(on)).toEqual(expected);
  });

  test.each([
    ['an hour that is skipped', '01:00-04:00', '2026-03-08', ['06:00', '06:30', '07:00', '07:30']],
    ['an hour that is repeated', '01:00-02:00', '2026-11-01', ['05:00', '05:30', '06:00', '06:30']],
    ['a window that is two pieces', '00:30-01:30', '2026-11-01', ['04:30', '05:00', '06:00']],
    [
      'windows that touch where the clock goes back',
      '00:30-02:00',
      '2026-11-01',
      ['04:30', '05:00', '05:30', '06:00', '06:30'],
    ],
  ])('%s narrows as the host’s clock reads', (_, window, on, expected) => {
    const hosts = [host('ny', { hours: dailyHours('America/New_York', window) })];
    expect(times(ask({ windows: ['00:00-24:00'], durationMinutes: 30, question: { hosts } }), on)).toEqual(
      expected,
    );
  });

  test('a date override is of the host’s date', () => {
    const zone = zoneNamed('Pacific/Auckland');
    const rules = [0, 1, 2, 3, 4, 5, 6].map((dayOfWeek) => ({
      dayOfWeek,
      startSecond: 0,
      endSecond: 86_400,
    }));
    const hours = compileHours({ zone, rules, overrides: [{ date: date('2026-06-16'), windows: [] }] });
    const question = ask({ windows: ['10:00-14:00'], question: { hosts: [host('a', { hours })] } });
    // The 16th begins at 12:00 UTC in Auckland.
    expect(times(question)).toEqual(['10:00', '11:00']);
    expect(times(question, '2026-06-16')).toEqual(['12:00', '13:00']);
  });
});

describe('a host who is away', () => {
  const zone = zoneNamed('Asia/Kathmandu');
  const monday = { start: startOfDate(zone, date('2026-06-15')), end: startOfDate(zone, date('2026-06-16')) };
  const away = host('away', { hours: dailyHours('UTC', '00:00-24:00'), absences: [monday] });
  const there = host('there', { hours: dailyHours('UTC', '00:00-24:00') });
  const asked = (hosts: readonly Host[], parts: Partial<SlotQuestion> = {}) =>
    ask({ windows: ['16:00-21:00'], question: { hosts, ...parts } });

  test('has no slot on that date of its zone, nor one that begins before its end', () => {
    // The 15th ends at 18:15 UTC in Kathmandu.
    expect(times(asked([away]))).toEqual(['19:00', '20:00']);
    expect(reason(asked([away]), '2026-06-15T17:00:00Z')).toBe('outside_hours');
  });

  test('is no host for a round robin, and ends a collective', () => {
    const { slot } = { slot: null, ...decideSlot(asked([away, there]), instant('2026-06-15T16:00:00Z')) };
    expect(slot?.hostIds).toEqual(['there']);
    expect(times(asked([away, there], { assignment: 'all' }))).toEqual(['19:00', '20:00']);
  });

  test('may have buffers reach into the absence, as out of the hours', () => {
    const question = ask({
      windows: ['18:15-20:15'],
      bufferBeforeMinutes: 30,
      slotIntervalMinutes: 60,
      question: { hosts: [away] },
    });
    expect(times(question)).toEqual(['18:15', '19:15']);
  });

  test('stays away when hours are overridden; a schedule does not hold then', () => {
    const early = host('early', { hours: dailyHours('UTC', '00:00-01:00') });
    expect(reason(asked([early]), '2026-06-15T16:00:00Z')).toBe('outside_hours');
    expect(reason(asked([early]), '2026-06-15T16:00:00Z', ['hours'])).toBe('bookable');
    expect(reason(asked([away]), '2026-06-15T16:00:00Z', ['hours'])).toBe('outside_hours');
  });

  test('and absences in any order that overlap are all heeded', () => {
    const absences = [
      between('2026-06-15T18:00:00Z', '2026-06-15T19:00:00Z'),
      between('2026-06-15T16:30:00Z', '2026-06-15T18:30:00Z'),
    ];
    expect(times(asked([{ ...there, absences }]))).toEqual(['19:00', '20:00']);
  });
});
