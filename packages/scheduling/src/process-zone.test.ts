import { expect, test } from 'vitest';
import { fixtureOffset } from '../test/oracle/fixture-zones.ts';

// The premise of running the tests about time with TZ set: the process does live in that zone.
const asked = process.env.TZ || Intl.DateTimeFormat().resolvedOptions().timeZone;

test.each(['2026-01-15T12:00:00Z', '2026-07-15T12:00:00Z'])(
  'the process lives in the zone of TZ at %s',
  (text) => {
    const now = new Date(text);
    expect(now.getTimezoneOffset()).toBe(0 - fixtureOffset(asked, now.getTime() / 1000) / 60);
  },
);

test('and Date shows its clock', () => {
  const offset = fixtureOffset(asked, Date.UTC(2026, 0, 15, 12) / 1000) / 3600;
  expect(new Date('2026-01-15T12:00:00Z').getHours()).toBe(Math.floor(12 + offset) % 24);
});
