import { describe, expect, test } from 'vitest';
import { ask, startsOn } from '../test/builders.ts';

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
      'a repeated hour is one run of two hours',
      'America/New_York',
      '01:00-02:00',
      90,
      '2026-11-01',
      ['05:00'],
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
