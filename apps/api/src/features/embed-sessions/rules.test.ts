import { describe, expect, test } from 'vitest';
import {
  endOf,
  formatToken,
  isOver,
  looksLikeToken,
  parseOrigins,
  parseReach,
  permissionsFor,
} from './rules.ts';

const issuesOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { details?: { issues: { path: string }[] } }).details?.issues.map(({ path }) => path);
  }
};

test('a token has the mode and 256 bits, and nothing else is looked up', () => {
  expect(looksLikeToken(formatToken('test', 'x'.repeat(43)))).toBe(true);
  for (const text of ['', 'es_test_short', `es_prod_${'x'.repeat(43)}`, `ac_test_${'x'.repeat(43)}`])
    expect(looksLikeToken(text), text).toBe(false);
});

describe('a kind', () => {
  test('has its own fields', () => {
    expect(parseReach({ kind: 'booker', event_type_id: 'evt_1' })).toEqual({
      kind: 'booker',
      event_type_id: 'evt_1',
      host_id: null,
      attendee: null,
      metadata: {},
    });
    expect(parseReach({ kind: 'booking', booking_id: 'bkg_1' })).toEqual({
      kind: 'booking',
      booking_id: 'bkg_1',
    });
    expect(parseReach({ kind: 'host', member_id: 'mbr_1' })).toMatchObject({ read_only: false });
  });

  test.each([
    [{ kind: 'booker' }, ['body.event_type_id']],
    [{ kind: 'booking', event_type_id: 'evt_1' }, ['body.booking_id', 'body.event_type_id']],
    [{ kind: 'booker', event_type_id: 'evt_1', read_only: true }, ['body.read_only']],
    [{ kind: 'host', member_id: 'mbr_1', metadata: {} }, ['body.metadata']],
  ] as const)('%j lacks one, or has one of another', (body, paths) => {
    expect(issuesOf(() => parseReach(body))).toEqual(paths);
  });

  test('that only reads takes no permission to change', () => {
    const of = (read_only: boolean) => permissionsFor({ kind: 'host', member_id: 'mbr_1', read_only });
    expect(of(false).filter((each) => !of(true).includes(each))).toEqual([
      'bookings.change',
      'schedules.write',
    ]);
  });
});

describe('an origin', () => {
  test.each([
    'https://app.example.com',
    'https://app.example.com:8443',
    'http://localhost:3000',
    'http://127.0.0.1:1',
  ])('%s may frame', (origin) => {
    expect(parseOrigins([origin])).toEqual([origin]);
  });

  test.each([
    '*',
    'https://*.example.com',
    'https://app.example.com/',
    'https://app.example.com:443',
    'https://App.example.com',
    'http://app.example.com',
    "https://app.example.com; script-src 'unsafe-inline'",
    'https://user@app.example.com',
    'null',
    'data:text/html,x',
  ])('%s is none', (origin) => {
    expect(issuesOf(() => parseOrigins(['https://a.example', origin]))).toEqual(['body.allowed_origins.1']);
  });
});

describe('the end', () => {
  const at = { now: 0, bookingEnd: null, makerEnd: null };
  test.each([
    ['of a booker is after half an hour', { kind: 'booker' }, at, 1_800],
    ['of a host after an hour', { kind: 'host' }, at, 3_600],
    ['of a booking a day after it', { kind: 'booking' }, { ...at, bookingEnd: 5_000 }, 86_405],
    ['is what is asked for', { kind: 'booking', expires_in: 60 }, { ...at, bookingEnd: 5_000 }, 60],
    ['is never after that of the key', { kind: 'host' }, { ...at, makerEnd: 10_000 }, 10],
  ] as const)('%s', (_name, body, times, seconds) => {
    expect(endOf(body, times)).toBe(seconds * 1_000);
  });

  test('has come at its very instant, and when it was ended', () => {
    const expires_at = new Date(1_000);
    expect(isOver({ expires_at, ended_at: null }, 999)).toBe(false);
    expect(isOver({ expires_at, ended_at: null }, 1_000)).toBe(true);
    expect(isOver({ expires_at, ended_at: new Date(0) }, 999)).toBe(true);
  });
});
