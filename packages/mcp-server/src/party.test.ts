import { expect, test } from 'vitest';
import { emailOf, readParty, sizeOf } from './party.ts';

const kim = { name: 'Kim', email: 'kim@example.com' };
const alone = { invitee_name: 'Alex', invitee_email: 'alex@example.com', zoneName: 'Asia/Tokyo', at: 0 };
const alex = { name: 'Alex', email: 'alex@example.com', timezone: 'Asia/Tokyo' };

test.each([
  [
    'one person',
    alone,
    { invitee_name: 'Alex', invitee_email: 'alex@example.com', invitee_timezone: 'Asia/Tokyo' },
    1,
  ],
  ['a list', { zoneName: 'UTC', at: 0, attendees: [kim] }, { attendees: [{ ...kim, timezone: 'UTC' }] }, 1],
  [
    'a person and others',
    { ...alone, attendees: [{ ...kim, timezone: 'utc' }] },
    { attendees: [alex, { ...kim, timezone: 'UTC' }] },
    2,
  ],
  [
    'a person who is listed too',
    { ...alone, attendees: [kim, { name: 'A', email: 'ALEX@example.com' }] },
    { attendees: [alex, { ...kim, timezone: 'Asia/Tokyo' }] },
    2,
  ],
  [
    'a list of the person alone',
    { ...alone, attendees: [alex] },
    { invitee_name: 'Alex', invitee_email: 'alex@example.com', invitee_timezone: 'Asia/Tokyo' },
    1,
  ],
])('%s', (_, people, party, size) => {
  const read = readParty(people);
  expect(read).toEqual(party);
  expect(sizeOf(read)).toBe(size);
});

test('a booking is found again by the address of the first', () => {
  expect(emailOf(readParty({ ...alone, attendees: [kim] }))).toBe('alex@example.com');
  expect(emailOf(readParty({ zoneName: 'UTC', at: 0, attendees: [kim] }))).toBe('kim@example.com');
});

test('nobody is made up', () => {
  expect(() => readParty({ zoneName: 'UTC', at: 0 })).toThrow('invitee_name: is required');
  expect(() => readParty({ zoneName: 'UTC', at: 0, invitee_name: 'A', attendees: [kim] })).toThrow(
    'invitee_email: is required',
  );
  expect(() => readParty({ zoneName: 'UTC', at: 0, attendees: [{ ...kim, timezone: 'Nowhere' }] })).toThrow(
    'attendees.timezone',
  );
});
