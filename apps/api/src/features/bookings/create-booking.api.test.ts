import { describe, expect, test } from 'vitest';
import { alex, refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';
const post = (body: object) => scene.org.call('POST', '/v1/bookings', body);
const invalid = (...paths: string[]) => [400, 'validation_error', ...paths.map((path) => `body.${path}`)];

test('a booking is answered whole', async () => {
  const { id, title } = await scene.org.eventType({ location: 'Room 5' });
  const answer = await scene.org.book(id, nine);
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    id: expect.stringMatching(/^bkg_[0-9a-z]{26}$/),
    organization_id: scene.org.organizationId,
    event_type_id: id,
    event_type: { id, title, duration: 30 },
    status: 'confirmed',
    is_test: true,
    start_time: nine,
    end_time: '2026-06-02T09:30:00Z',
    ...alex,
    invitee_timezone: 'UTC',
    attendee_count: 1,
    attendees: [
      {
        id: expect.stringMatching(/^att_[0-9a-z]{26}$/),
        name: alex.invitee_name,
        email: alex.invitee_email,
        timezone: 'UTC',
        is_primary: true,
      },
    ],
    assigned_host: {
      member_id: expect.stringMatching(/^mbr_[0-9a-z]{26}$/),
      name: 'Sam Rivera',
      email: expect.stringMatching(/^owner@/),
    },
    hosts: [answer.body.assigned_host],
    assignment: null,
    calendar_connection_id: null,
    calendar_event_id: null,
    notes: null,
    metadata: {},
    external_id: null,
    location: 'Room 5',
    meeting_url: null,
    cancel_token: expect.stringMatching(/^[A-Za-z0-9_-]{43}\.org_\w{26}$/),
    cancelled_at: null,
    cancel_reason: null,
    no_show_at: null,
    rescheduled_at: null,
    reschedule_reason: null,
    revision: 0,
    created_at: '2026-06-01T08:00:00Z',
    updated_at: '2026-06-01T08:00:00Z',
  });
  const read = await scene.org.call('GET', `/v1/bookings/${answer.body.id}`);
  expect(read).toMatchObject({ status: 200, body: answer.body });
});

test('an optional field is kept as it was given', async () => {
  const { id } = await scene.org.eventType();
  const given = {
    invitee_timezone: 'America/New_York',
    notes: 'Two lines,\nboth kept. 🙂',
    metadata: { source: 'pricing-page', seats: 3, ratio: -0.5, vip: true, empty: '' },
  };
  const booking = await scene.org.booked(id, nine, { ...alex, ...given });
  expect(booking).toMatchObject(given);
  expect(booking.attendees[0].timezone).toBe('America/New_York');
  expect((await scene.org.call('GET', `/v1/bookings/${booking.id}`)).body).toEqual(booking);
});

test.each([
  '2026-06-02T11:00:00+02:00',
  '2026-06-02T09:00Z',
  '2026-06-02T09:00:00.000Z',
  '2026-06-02t09:00:00z',
])('a start may be written with any offset and precision: %s', async (start) => {
  const { id } = await scene.org.eventType();
  expect((await scene.org.booked(id, start)).start_time).toBe(nine);
});

test('anyone may book, without a key, live and test; a key only in its mode', async () => {
  const { id } = await scene.org.eventType();
  const body = { event_type_id: id, start_time: nine, ...alex };
  for (const key of [scene.org.liveKey, scene.api.other.testKey, scene.api.other.liveKey])
    expect(refusalOf(await scene.api.call('POST', '/v1/bookings', { key, body }))).toEqual([
      404,
      'not_found',
    ]);
  const booked = await scene.api.call('POST', '/v1/bookings', { body });
  expect(booked).toMatchObject({
    status: 201,
    body: { is_test: true, cancel_token: expect.any(String), organization_id: scene.org.organizationId },
  });
  const found = await scene.org.call('GET', `/v1/bookings/${booked.body.id}`);
  expect(found).toMatchObject({ status: 200, body: booked.body });
});

test('whatever length the event type offers can be booked, and no other', async () => {
  const { id } = await scene.org.eventType({ duration_options: [30, 60] });
  const hour = await scene.org.booked(id, nine, { ...alex, duration: 60 });
  expect(hour).toMatchObject({ end_time: '2026-06-02T10:00:00Z', event_type: { duration: 60 } });
  const usual = await scene.org.booked(id, '2026-06-02T10:00:00Z', { ...alex, duration: 30 });
  expect(usual.end_time).toBe('2026-06-02T10:30:00Z');
  expect(refusalOf(await scene.org.book(id, '2026-06-02T11:00:00Z', { ...alex, duration: 45 }))).toEqual(
    invalid('duration'),
  );
  const { id: single } = await scene.org.eventType();
  expect(refusalOf(await scene.org.book(single, '2026-06-02T12:00:00Z', { ...alex, duration: 60 }))).toEqual(
    invalid('duration'),
  );
  await scene.org.booked(single, '2026-06-02T12:00:00Z', { ...alex, duration: 30 });
});

describe('a party', () => {
  const kim = { name: 'Kim', email: 'kim@example.com', timezone: 'Asia/Seoul' };
  const lee = { name: 'Lee', email: 'lee@example.com' };

  test('is booked by its list of attendees, the first of them primary', async () => {
    const { id } = await scene.org.eventType({ max_attendees: 4 });
    const booking = await scene.org.booked(id, nine, { attendees: [kim, lee] });
    expect(booking).toMatchObject({
      invitee_name: 'Kim',
      invitee_email: 'kim@example.com',
      invitee_timezone: 'Asia/Seoul',
      attendee_count: 2,
      attendees: [
        { ...kim, is_primary: true },
        { ...lee, timezone: 'UTC', is_primary: false },
      ],
    });
    expect(booking.attendees[0].id).not.toBe(booking.attendees[1].id);
  });

  test('of one fits an event type for one', async () => {
    const { id } = await scene.org.eventType();
    await scene.org.booked(id, nine, { attendees: [kim] });
    const two = await scene.org.book(id, '2026-06-02T10:00:00Z', { attendees: [kim, lee] });
    expect(refusalOf(two)).toEqual([409, 'slot_unavailable', 'full']);
    expect(two.body.error.details.alternatives).toEqual([]);
  });

  test.each([
    [
      'beside the fields of a single invitee',
      { ...alex, attendees: [kim] },
      ['invitee_name', 'invitee_email'],
    ],
    ['beside a zone', { invitee_timezone: 'UTC', attendees: [kim] }, ['invitee_timezone']],
    ['without anyone', { attendees: [] }, ['attendees']],
    [
      'with an address twice',
      { attendees: [kim, lee, { ...kim, email: 'KIM@Example.com' }] },
      ['attendees.2.email'],
    ],
    ['without an address', { attendees: [{ name: 'Kim' }] }, ['attendees.0.email']],
    ['without a name', { attendees: [kim, { email: 'a@b.example' }] }, ['attendees.1.name']],
    ['with a name of blanks', { attendees: [{ ...kim, name: ' \u200e ' }] }, ['attendees.0.name']],
    ['with an unknown zone', { attendees: [{ ...kim, timezone: 'Mars' }] }, ['attendees.0.timezone']],
    ['with a misspelt field', { attendees: [{ ...kim, mail: 'x' }] }, ['attendees.0.mail']],
  ])('is refused %s', async (_, fields, paths) => {
    const { id } = await scene.org.eventType({ max_attendees: 4 });
    expect(refusalOf(await scene.org.book(id, nine, fields))).toEqual(invalid(...paths));
  });

  test('has at most 100 members', async () => {
    const { id } = await scene.org.eventType({ max_attendees: 100 });
    const crowd = Array.from({ length: 101 }, (_, i) => ({ name: `N${i}`, email: `n${i}@example.com` }));
    expect(refusalOf(await scene.org.book(id, nine, { attendees: crowd }))).toEqual(invalid('attendees'));
    const booking = await scene.org.booked(id, nine, { attendees: crowd.slice(0, 100) });
    expect([booking.attendee_count, booking.attendees.length]).toEqual([100, 100]);
  });
});

describe('a request is refused', () => {
  const text = (length: number) => 'x'.repeat(length);
  const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]));

  test.each([
    ['without a name', { invitee_name: undefined }, ['invitee_name']],
    ['without an address', { invitee_email: undefined }, ['invitee_email']],
    [
      'without both',
      { invitee_name: undefined, invitee_email: undefined },
      ['invitee_name', 'invitee_email'],
    ],
    ['with a name of blanks', { invitee_name: ' \t' }, ['invitee_name']],
    ['with a name too long', { invitee_name: text(256) }, ['invitee_name']],
    ['with no address', { invitee_email: 'alex' }, ['invitee_email']],
    ['with two addresses', { invitee_email: 'a@b.example,c@d.example' }, ['invitee_email']],
    ['with a named address', { invitee_email: 'Alex <a@b.example>' }, ['invitee_email']],
    [
      'with an address too long',
      { invitee_email: `${text(60)}@${`${text(60)}.`.repeat(4)}example` },
      ['invitee_email'],
    ],
    ['with an unknown zone', { invitee_timezone: 'Mars/Olympus' }, ['invitee_timezone']],
    ['without a start', { start_time: undefined }, ['start_time']],
    ['with a date for a start', { start_time: '2026-06-02' }, ['start_time']],
    ['with a local time for a start', { start_time: '2026-06-02T09:00:00' }, ['start_time']],
    ['with a start that does not exist', { start_time: '2026-02-30T09:00:00Z' }, ['start_time']],
    ['with a number for a start', { start_time: 1780390800 }, ['start_time']],
    ['without an event type', { event_type_id: undefined }, ['event_type_id']],
    ['with notes too long', { notes: text(1001) }, ['notes']],
    ['with a length in words', { duration: '30' }, ['duration']],
    ['with too much metadata', { metadata: keys(51) }, ['metadata']],
    ['with a metadata name too long', { metadata: { [text(41)]: 1 } }, [`metadata.${text(41)}`]],
    ['with a metadata value too long', { metadata: { a: text(501) } }, ['metadata.a']],
    ['with nested metadata', { metadata: { a: { b: 1 } } }, ['metadata.a']],
    ['with null in metadata', { metadata: { a: null } }, ['metadata.a']],
    ['with a list for metadata', { metadata: [] }, ['metadata']],
    ['with a misspelt field', { invitee_mail: 'a@b.example' }, ['invitee_mail']],
    ['with a status of its own', { status: 'confirmed' }, ['status']],
  ])('%s', async (_, fields, paths) => {
    const { id } = await scene.org.eventType();
    const answer = await scene.org.book(id, nine, { ...alex, ...fields });
    expect(refusalOf(answer)).toEqual(expect.arrayContaining(invalid(...paths)));
    expect((await scene.org.call('GET', '/v1/bookings')).body.data).toEqual([]);
  });

  test('and the longest of everything is not', async () => {
    const { id } = await scene.org.eventType();
    const metadata = { ...keys(49), [text(40)]: text(500) };
    const longest = {
      invitee_name: text(255),
      invitee_email: `${text(60)}@${'b.'.repeat(90)}example`,
      notes: text(1000),
    };
    expect(await scene.org.booked(id, nine, { ...longest, metadata })).toMatchObject({
      ...longest,
      metadata,
    });
  });

  test('for an event type that is not there', async () => {
    for (const event_type_id of ['evt_01jz5x8k3mqv7e2n4r6t8w9y0a', 'nothing', ''])
      expect(refusalOf(await post({ event_type_id, start_time: nine, ...alex }))).toEqual([404, 'not_found']);
  });
});

test('names and notes are kept without control and direction characters', async () => {
  const { id } = await scene.org.eventType();
  const messy = { invitee_name: ' Al\u0007ex\r\n\u202eJohnson ', notes: '\u2066one\u2069\r\ntwo\u0008 ' };
  const booking = await scene.org.booked(id, nine, { ...alex, ...messy });
  expect(booking).toMatchObject({ invitee_name: 'Alex Johnson', notes: 'one\ntwo' });
});
