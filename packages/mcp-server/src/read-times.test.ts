import { findZone, type Zone } from '@astrocal/scheduling';
import { describe, expect, test } from 'vitest';
import { utc } from './local-time.ts';
import { instantNear, readDate, readInstant, readRange, readZone } from './read-times.ts';

const newYork = findZone('America/New_York') as Zone;
const now = Date.parse('2026-06-01T02:00:00Z');

describe('a zone', () => {
  test.each([
    ['America/New_York', 'America/New_York'],
    ['america/new_york', 'America/New_York'],
    ['America/New York', 'America/New_York'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
    ['utc', 'UTC'],
  ])('%s is %s', (text, name) => {
    expect(readZone('timezone', text, now).name).toBe(name);
  });

  test.each([
    ['Tokyo', "Did you mean Asia/Tokyo (UTC+09:00)? Ask the person for their city if you don't know it."],
    ['CST', 'America/Chicago (UTC-05:00) or Asia/Shanghai (UTC+08:00) or America/Havana (UTC-04:00)?'],
    ['GMT+2', 'Did you mean Europe/Paris (UTC+02:00) or Africa/Johannesburg (UTC+02:00) or'],
    [
      'Narnia',
      'is not an IANA time zone such as "America/New_York". Ask the person for their city, then give',
    ],
  ])('that is none, %s, proposes what may be meant', (text, sentence) => {
    expect(() => readZone('timezone', text, now)).toThrow(sentence);
  });

  test('proposes by the clocks of the day that is asked for', () => {
    const winter = instantNear('2026-12-15', now);
    expect(() => readZone('timezone', 'GMT-5', winter)).toThrow('Did you mean America/New_York (UTC-05:00)');
    expect(() => readZone('timezone', 'GMT-5', instantNear('2026-06-15T10:00:00-05:00', now))).toThrow(
      /^(?!.*New_York \(UTC-0[45]).*UTC-05:00/,
    );
    for (const unknown of [undefined, 'tomorrow', '']) expect(instantNear(unknown, now)).toBe(now);
    expect(instantNear('2026-06-15 10:00', now)).toBe(Date.parse('2026-06-15T00:00:00Z'));
  });
});

describe('a date', () => {
  test('is taken as it was written', () => {
    expect(readDate('start_date', '2028-02-29', { zone: utc, now })).toBe('2028-02-29');
  });

  test.each([
    ['2026-06-15T10:00:00Z', 'give the date only: "2026-06-15"'],
    ['2026-06-15 10:00', 'give the date only: "2026-06-15"'],
    ['2026-02-30', 'must be a date that exists'],
    ['15/06/2026', 'must be a date that exists, as YYYY-MM-DD'],
    ['tomorrow', 'Today is 2026-05-31 in America/New_York.'],
  ])('that is none is refused: %s', (text, sentence) => {
    expect(() => readDate('start_date', text, { zone: newYork, now })).toThrow(sentence);
  });

  test('in a range of one to 92 days, not all past', () => {
    expect(readRange('2026-06-15', '2026-06-15', utc, now)).toBe(1);
    expect(readRange('2026-05-01', '2026-06-01', utc, now)).toBe(32);
    expect(readRange('2026-06-01', '2026-08-31', utc, now)).toBe(92);
    expect(() => readRange('2026-06-01', '2026-09-01', utc, now)).toThrow('End on 2026-08-31 or earlier');
    expect(() => readRange('2026-06-02', '2026-06-01', utc, now)).toThrow('is before start_date');
    // It is still May in New York.
    expect(readRange('2026-05-31', '2026-05-31', newYork, now)).toBe(1);
    expect(() => readRange('2026-05-31', '2026-05-31', utc, now)).toThrow('Today is 2026-06-01');
  });
});

describe('an instant', () => {
  test.each([
    '2026-06-15T14:00:00Z',
    '2026-06-15T10:00:00-04:00',
    '2026-06-15T16:00:00+02:00',
    '2026-06-15T16:00:00 02:00',
  ])('%s is the same', (text) => {
    expect(readInstant('start_time', text, utc)).toBe(Date.parse('2026-06-15T14:00:00Z'));
  });

  test.each([
    ['2026-06-15T10:00', 'it is "2026-06-15T10:00:00-04:00": call again'],
    ['2026-06-15 10:00:00', 'it is "2026-06-15T10:00:00-04:00"'],
    ['2026-11-01T01:30', 'it is "2026-11-01T01:30:00-04:00" or "2026-11-01T01:30:00-05:00"'],
    ['2026-03-08T02:30', 'does not exist in America/New_York'],
    ['2026-06-15T25:00', 'must be a date and time with a UTC offset'],
    ['2026-06-15', 'must be a date and time with a UTC offset'],
    ['soon', 'not "soon"'],
  ])('without an offset is not guessed: %s', (text, sentence) => {
    expect(() => readInstant('start_time', text, newYork)).toThrow(sentence);
  });
});
