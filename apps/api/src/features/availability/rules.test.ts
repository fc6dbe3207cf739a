import { components } from '@astrocal/contract';
import { findZone, formatInstant, type Zone } from '@astrocal/scheduling';
import { describe, expect, test } from 'vitest';
import { chooseDuration, longestMeeting, rangeOf } from './rules.ts';

describe('the range of dates in a zone', () => {
  test.each([
    ['UTC', '2026-06-02', '2026-06-02', '2026-06-02T00:00:00Z', '2026-06-03T00:00:00Z'],
    ['America/New_York', '2026-03-08', '2026-03-08', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z'],
    ['America/New_York', '2026-11-01', '2026-11-01', '2026-11-01T04:00:00Z', '2026-11-02T05:00:00Z'],
    ['Asia/Kathmandu', '2026-12-31', '2027-01-01', '2026-12-30T18:15:00Z', '2027-01-01T18:15:00Z'],
    ['UTC', '2026-01-01', '2026-04-02', '2026-01-01T00:00:00Z', '2026-04-03T00:00:00Z'], // 92 days
  ])('%s: %s to %s', (zone, start, end, from, until) => {
    const range = rangeOf({ start, end }, findZone(zone) as Zone);
    expect([formatInstant(range.start), formatInstant(range.end)]).toEqual([from, until]);
  });

  test.each([
    ['2026-06-02', '2026-06-01', 'before start'],
    ['2026-01-01', '2026-04-03', 'within 92 days'],
    ['0001-01-01', '9999-12-31', 'within 92 days'],
  ])('%s to %s is refused', (start, end, message) => {
    expect(() => rangeOf({ start, end }, findZone('UTC') as Zone)).toThrow(message);
  });
});

describe('the length that is asked for', () => {
  const fixed = { duration_minutes: 30, duration_options: null };
  const free = { duration_minutes: 30, duration_options: [15, 30, 60] };

  test.each([
    [fixed, undefined, 30],
    [fixed, 30, 30],
    [free, undefined, 30],
    [free, 60, 60],
  ])('%o, %s: %s', (eventType, asked, expected) => {
    expect(chooseDuration(eventType, asked, 'query.duration')).toBe(expected);
  });

  test.each([
    [fixed, 60, 'must be one of 30'],
    [free, 45, 'must be one of 15, 30, 60'],
  ])('%o, %s is refused', (eventType, asked, message) => {
    expect(() => chooseDuration(eventType, asked, 'query.duration')).toThrow(`query.duration: ${message}`);
  });
});

describe('longestMeeting', () => {
  test('is what the contract allows', () => {
    expect(longestMeeting()).toEqual({
      durationMinutes: 480,
      bufferBeforeMinutes: 120,
      bufferAfterMinutes: 120,
    });
  });

  test.each([
    [['duration_minutes', 'maximum'], { durationMinutes: 10_000 }],
    [['duration_options', 'items', 'maximum'], { durationMinutes: 10_000 }],
    [['buffer_before_minutes', 'maximum'], { bufferBeforeMinutes: 10_000 }],
    [['buffer_after_minutes', 'maximum'], { bufferAfterMinutes: 10_000 }],
  ])('grows with the contract: %j', (path, change) => {
    // biome-ignore lint/suspicious/noExplicitAny: a schema as plain data
    const raised: any = structuredClone(components().get('EventTypeCreate'));
    const [last = '', ...way] = path.toReversed();
    way.reduceRight((schema, name) => schema[name], raised.properties)[last] = 10_000;
    expect(longestMeeting(raised)).toEqual({ ...longestMeeting(), ...change });
  });
});
