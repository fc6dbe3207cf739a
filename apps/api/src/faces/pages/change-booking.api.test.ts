import { describe, expect, test } from 'vitest';
import { limitedServer } from '../../../test/harness/limited-api.ts';
import { dailyHours, useOrganization } from '../../../test/harness/organization.ts';
import { readPage } from '../../../test/harness/read-html.ts';

const scene = useOrganization();
const start = '2026-06-15T14:00:00Z';

interface Booked {
  readonly id: string;
  readonly cancel_token: string;
}
const pageOf = ({ id, cancel_token }: Booked, query = '') => `/bookings/${id}?token=${cancel_token}${query}`;
const stored = async ({ id }: Booked) => (await scene.org.call('GET', `/v1/bookings/${id}`)).body;
const send = (path: string, form: Record<string, string>, headers = {}) =>
  readPage(scene.api, path, { form, headers });
const booked = async (fields: object = {}) =>
  scene.org.booked((await scene.org.eventType({ title: 'Discovery Call', ...fields })).id, start);

describe('opening an address', () => {
  test.each(['GET', 'HEAD'])('by %s changes nothing, whatever it asks for', async (method) => {
    const booking = await booked();
    const before = await stored(booking);
    for (const query of [
      '',
      '&action=cancel',
      '&action=cancel&reason=x',
      '&action=reschedule',
      '&action=reschedule&new_start_time=2026-06-16T09:00:00Z',
      '&action=reschedule&date=2026-06-16',
    ])
      expect((await readPage(scene.api, pageOf(booking, query), { method })).status).toBe(200);
    expect(await stored(booking)).toEqual(before);
  });
});

describe('cancelling', () => {
  test('asks first; the form then cancels, tells why, and leads back to the booking', async () => {
    const booking = await booked();
    const asking = await readPage(scene.api, pageOf(booking, '&action=cancel'));
    expect(asking.document.querySelector('h1')?.textContent).toBe('Cancel this booking?');
    expect(asking.document.querySelector('p bdi')?.parentElement?.textContent).toMatch(/ \(UTC\)$/);
    const form = asking.document.querySelector('form');
    const action = new URL(form?.getAttribute('action') ?? '', `http://server${pageOf(booking)}`);
    expect([form?.method, form?.querySelector('textarea')?.maxLength]).toEqual(['post', 500]);

    const { status, headers } = await send(action.pathname + action.search, { reason: ' I am\r\nill ' });
    expect(status).toBe(303);
    const target = new URL(String(headers.location), action);
    expect(target.pathname + target.search).toBe(pageOf(booking));
    expect(await stored(booking)).toMatchObject({ status: 'cancelled', cancel_reason: 'I am ill' });
    const after = await readPage(scene.api, target.pathname + target.search);
    expect(after.document.querySelector('h1')?.textContent).toBe('The booking is cancelled');
  });

  test('twice is once', async () => {
    const booking = await booked();
    await send(pageOf(booking, '&action=cancel'), { reason: 'first' });
    scene.api.clock.moveBy(60_000);
    expect((await send(pageOf(booking, '&action=cancel'), { reason: 'second' })).status).toBe(303);
    expect(await stored(booking)).toMatchObject({
      cancel_reason: 'first',
      cancelled_at: '2026-06-01T08:00:00Z',
    });
  });

  test('frees the time, and tells it as an event', async () => {
    const booking = await booked();
    const free = async () => (await scene.org.starts(booking.event_type_id, '2026-06-15')).includes(start);
    expect(await free()).toBe(false);
    await send(pageOf(booking, '&action=cancel'), {});
    expect(await free()).toBe(true);
    expect((await scene.org.events()).at(-1)).toMatchObject({
      event: 'booking.cancelled',
      data: { id: booking.id },
    });
  });
});

describe('what is not done', () => {
  test.each([
    ['a wrong token', '&action=cancel', {}, 'wrong', 401],
    ['nothing that is known', '&action=explode', {}, null, 400],
    ['no action', '', {}, null, 400],
    ['a reason that is too long', '&action=cancel', { reason: 'x'.repeat(501) }, null, 400],
    ['a NUL in the reason', '&action=cancel', { reason: 'a\0b' }, null, 400],
    ['no time to move to', '&action=reschedule', {}, null, 400],
    ['an odd time', '&action=reschedule', { new_start_time: '2026-99-99T09:00:00Z' }, null, 400],
    ['a day that no month has', '&action=reschedule', { new_start_time: '2030-02-30T10:00:00Z' }, null, 400],
    ['an hour that no day has', '&action=reschedule', { new_start_time: '2030-03-01T24:00:00Z' }, null, 400],
    ['that hour, by nobody', '&action=reschedule', { new_start_time: '2030-03-01T24:00:00Z' }, 'wrong', 400],
  ])('%s', async (_what, query, form, token, status) => {
    const booking = await booked();
    const path = pageOf({ ...booking, ...(token !== null && { cancel_token: token }) }, query);
    const answer = await send(path, form as Record<string, string>);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
    expect((await stored(booking)).revision).toBe(0);
    expect((await stored(booking)).status).toBe('confirmed');
  });

  test.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site', origin: 'http://astrocal.test' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'nonsense' }, 403],
    [{ 'sec-fetch-site': 'same-origin', origin: 'null' }, 303],
    [{ 'sec-fetch-site': 'none' }, 303],
    [{ origin: 'http://astrocal.test' }, 303],
    [{ origin: 'http://localhost:80', host: 'localhost' }, 303],
    [{ origin: 'null' }, 303],
    [{}, 303],
  ])('a form of another site: with %j it is %i', async (headers, status) => {
    const booking = await booked();
    expect((await send(pageOf(booking, '&action=cancel'), {}, headers)).status).toBe(status);
    expect((await stored(booking)).status).toBe(status === 303 ? 'cancelled' : 'confirmed');
  });

  test('anything but a form', async () => {
    const booking = await booked();
    const { statusCode } = await scene.api.server.inject({
      method: 'POST',
      url: pageOf(booking, '&action=cancel'),
      headers: { 'content-type': 'text/plain' },
      payload: 'reason=x',
    });
    expect(statusCode).toBe(415);
    expect((await stored(booking)).status).toBe('confirmed');
  });

  test('forms are read on pages only: the API still speaks JSON', async () => {
    const booking = await booked();
    const { statusCode } = await scene.api.server.inject({
      method: 'POST',
      url: `/v1/bookings/${booking.id}/cancel?token=${booking.cancel_token}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'reason=x',
    });
    expect(statusCode).toBe(415);
  });
});

describe('moving', () => {
  test('is the widget’s, told which booking', async () => {
    const booking = await booked();
    const { document } = await readPage(scene.api, pageOf(booking, '&action=reschedule'));
    const { eventTypeId, bookingId, token, currentStartTime } =
      document.querySelector<HTMLElement>('[data-widget]')?.dataset ?? {};
    expect([eventTypeId, bookingId, token, currentStartTime]).toEqual([
      booking.event_type_id,
      booking.id,
      booking.cancel_token,
      start,
    ]);
  });

  test('works without JavaScript: a day, its times in the zone of the page, one of them', async () => {
    const booking = await booked();
    const { document } = await readPage(scene.api, pageOf(booking, '&action=reschedule'));
    const days = document.querySelector('noscript form');
    const fields = [...(days?.querySelectorAll('input') ?? [])].map(({ name, value }) => [name, value]);
    const query = new URLSearchParams([
      ...fields.filter(([name]) => name !== 'date'),
      ['date', '2026-06-16'],
    ] as never);
    const day = await readPage(scene.api, `/bookings/${booking.id}?${query}&timezone=UTC`);
    const times = [...day.document.querySelectorAll<HTMLInputElement>('input[name=new_start_time]')];
    expect(times.map(({ value }) => value)).toEqual(
      await scene.org.starts(booking.event_type_id, '2026-06-16'),
    );
    expect(day.text).toContain('9:30 AM');
    const moved = await send(pageOf(booking, '&action=reschedule'), {
      new_start_time: times[1]?.value ?? '',
      reason: '',
    });
    expect(moved.status).toBe(303);
    expect(await stored(booking)).toMatchObject({
      start_time: '2026-06-16T09:30:00Z',
      status: 'rescheduled',
    });
  });

  test('shows without JavaScript what the booking can move to, and moves there', async () => {
    const { id } = await scene.org.eventType(
      { duration_options: [30, 60], slot_interval_minutes: 30, max_attendees: 3 },
      dailyHours('UTC', '09:00-12:00'),
    );
    const people = (...names: string[]) => ({
      attendees: names.map((name) => ({ name, email: `${name.toLowerCase()}@example.com` })),
    });
    const party = await scene.org.booked(id, '2026-06-16T09:00:00Z', {
      ...people('Ann', 'Ben'),
      duration: 60,
    });
    await scene.org.booked(id, '2026-06-16T11:00:00Z', { ...people('Cy', 'Di'), duration: 60 }); // one spot is left
    const change = { duration_options: null, booking_cap: 1, booking_cap_period: 'total' };
    expect((await scene.org.call('PATCH', `/v1/event-types/${id}`, change)).status).toBe(200);
    expect(await scene.org.starts(id, '2026-06-16')).toEqual([]);

    const query = '&action=reschedule&date=2026-06-16&timezone=UTC';
    const { document } = await readPage(scene.api, pageOf(party, query));
    const times = [...document.querySelectorAll<HTMLInputElement>('input[name=new_start_time]')];
    // Over the hour that it has, in its own length, and not where one spot is left for two.
    expect(times.map(({ value }) => value)).toEqual(['2026-06-16T09:30:00Z', '2026-06-16T10:00:00Z']);
    const new_start_time = '2026-06-16T09:30:00Z';
    expect((await send(pageOf(party, '&action=reschedule'), { new_start_time })).status).toBe(303);
    expect(await stored(party)).toMatchObject({
      start_time: new_start_time,
      end_time: '2026-06-16T10:30:00Z',
    });
  });

  test('into a time that has just gone says so, and stays where one can choose', async () => {
    const booking = await booked();
    await scene.org.booked(booking.event_type_id, '2026-06-16T09:00:00Z');
    const answer = await send(pageOf(booking, '&action=reschedule'), {
      new_start_time: '2026-06-16T09:00:00Z',
    });
    expect(answer.status).toBe(409);
    expect(answer.document.querySelector('[role=alert]')?.textContent).toBe(
      'This time is already booked. Choose another one.',
    );
    expect(answer.document.querySelector('[data-widget]')).not.toBeNull();
    expect((await stored(booking)).start_time).toBe(start);
  });

  test.each([
    ['2026-06-13', 'Nothing is free on this day', { date: true }],
    ['no date', 'The times could not be read', { date: false }],
  ])('on %s: %s', async (date, told, { date: isDate }) => {
    const closed = { timezone: 'UTC', rules: [{ day_of_week: 1, start_time: '09:00', end_time: '17:00' }] };
    const { id } = await scene.org.eventType({}, closed);
    const booking = await scene.org.booked(id, start);
    const { status, text, document } = await readPage(
      scene.api,
      pageOf(booking, `&action=reschedule&date=${encodeURIComponent(date)}`),
    );
    expect([status, document.querySelector('input[name=new_start_time]')]).toEqual([200, null]);
    expect(text).toContain(told);
    expect(document.querySelector<HTMLInputElement>('input[name=date]')?.value).toBe(isDate ? date : '');
  });

  test('counts the times that it shows to the limit of the visitor’s address', async () => {
    const { server, call } = await limitedServer(scene.api, { plan: 'free' });
    const booking = await booked();
    const url = pageOf(booking, '&action=reschedule&date=2026-06-16');
    const get = (remoteAddress: string) => server.inject({ url, remoteAddress });
    const ask = async (remoteAddress: string) => (await get(remoteAddress)).body;
    const asked = `/v1/availability?event_type_id=${booking.event_type_id}&start=2026-06-16&end=2026-06-16`;
    const left = async (address: string) =>
      Number((await call('GET', asked, { address })).headers['x-ratelimit-remaining']);
    expect(await left('203.0.113.1')).toBe(59);
    for (let i = 0; i < 58; i++) await call('GET', asked, { address: '203.0.113.1' });
    expect(await ask('203.0.113.1')).toMatch(/9:00\sAM/);
    const refused = await get('203.0.113.1');
    expect(refused.statusCode).toBe(429);
    expect(refused.body).toContain('Too many requests. Try again in ');
    expect(refused.headers).toMatchObject({
      'retry-after': expect.stringMatching(/^[1-9]\d*$/),
      'x-ratelimit-limit': '60',
      'x-ratelimit-remaining': '0',
      'cache-control': 'no-store',
    });
    expect(await ask('203.0.113.2')).toMatch(/9:00\sAM/);
    expect(await left('203.0.113.2')).toBe(58);
    await server.close();
  });

  test('a cancelled booking does not move', async () => {
    const booking = await booked();
    await send(pageOf(booking, '&action=cancel'), {});
    const { status, text, document } = await send(pageOf(booking, '&action=reschedule'), {
      new_start_time: '2026-06-16T09:00:00Z',
    });
    expect(status).toBe(409);
    expect(text).toContain('That did not work');
    const back = document.querySelector('.button')?.getAttribute('href') ?? '';
    expect(new URL(back, `http://server${pageOf(booking, '&action=reschedule')}`).href).toBe(
      `http://server${pageOf(booking)}`,
    );
  });
});

test.each([
  ['cancel', {}],
  ['reschedule', { new_start_time: '2026-06-16T09:00:00Z' }],
])('a form changes nothing while the clock of the server is wrong: %s', async (action, form) => {
  const booking = await booked();
  const deps = { isClockWrong: () => true };
  const { server } = await limitedServer(scene.api, { plan: 'unlimited', deps });
  const { statusCode, headers, body } = await server.inject({
    method: 'POST',
    url: pageOf(booking, `&action=${action}`),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  });
  expect([statusCode, headers['retry-after']]).toEqual([503, '2']);
  expect(body).toContain('Nothing was changed.');
  expect(await stored(booking)).toMatchObject({ status: 'confirmed', start_time: start });
  await server.close();
});
