import { describe, expect, test } from 'vitest';
import { limitedServer, statusCounts } from '../../../test/harness/limited-api.ts';
import { refusalOf, useOrganization } from '../../../test/harness/organization.ts';
import { join, joined } from '../../../test/harness/waitlist-scene.ts';

const scene = useOrganization();
const times = Array.from({ length: 8 }, (_, i) => `2026-06-02T${String(9 + i).padStart(2, '0')}:00:00Z`);

async function movable() {
  const { id } = await scene.org.eventType();
  const booking = await scene.org.booked(id, times[0] ?? '');
  let moves = 0;
  const body = () => ({ new_start_time: times[++moves % times.length] });
  const path = `/v1/bookings/${booking.id}`;
  const query = `token=${booking.cancel_token}`;
  return {
    booking,
    byToken: () => scene.api.call('POST', `${path}/reschedule?${query}`, { body: body() }),
    byKey: () => scene.org.call('POST', `${path}/reschedule`, body()),
    byForm: () =>
      scene.api.server.inject({
        method: 'POST',
        url: `/bookings/${booking.id}?${query}&action=reschedule`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        payload: new URLSearchParams({ new_start_time: body().new_start_time ?? '' }).toString(),
      }),
    listed: () =>
      scene.api.call(
        'GET',
        `/v1/availability?event_type_id=${id}&start=2026-06-02&end=2026-06-02&booking_id=${booking.id}&${query}`,
      ),
  };
}

test('a booking is moved ten times an hour by its token, in the API and on its page together', async () => {
  const { byToken, byForm, byKey, listed } = await movable();
  for (let i = 0; i < 5; i++) {
    expect((await byToken()).status).toBe(200);
    expect((await byForm()).statusCode).toBe(303);
  }
  const refused = await byToken();
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '3600']);
  expect(refused.body.error).toMatchObject({
    code: 'rate_limit_exceeded',
    limit: 10,
    window: '1h',
    reset_at: '2026-06-01T09:00:00Z',
    retry_after: 3600,
    tier: 'public',
  });
  const page = await byForm();
  expect([page.statusCode, page.headers['retry-after']]).toEqual([429, '3600']);
  expect(page.body).toContain('Try again in');
  expect((await listed()).status).toBe(429);
  expect((await byKey()).status).toBe(200);
  scene.api.clock.moveTo('2026-06-01T09:00:00Z');
  expect((await byToken()).status).toBe(200);
});

test('and thirty times in all; what is refused does not count, and a key goes on', async () => {
  const { byToken, byKey, booking } = await movable();
  for (let hour = 0; hour < 3; hour++) {
    for (let i = 0; i < 10; i++) expect((await byToken()).status).toBe(200);
    if (hour < 2) expect((await byToken()).status).toBe(429);
    scene.api.clock.moveBy(3_600_000);
  }
  expect(refusalOf(await byToken())).toEqual([409, 'conflict']);
  expect((await byKey()).body).toMatchObject({ revision: 31 });
  const cancel = `/v1/bookings/${booking.id}/cancel?token=${booking.cancel_token}`;
  expect((await scene.api.call('POST', cancel)).status).toBe(200);
});

describe('an address changes 20 things a minute by their tokens', () => {
  const address = '198.51.100.7';
  const own = () => limitedServer(scene.api, { plan: 'free' });

  test('moving, cancelling and leaving the waitlist together, and the forms of the pages with them', async () => {
    const server = await own();
    const { id } = await scene.org.eventType({ waitlist_enabled: true });
    const booking = await scene.org.booked(id, times[0] ?? '');
    const entry = await joined(scene.org, id, times[0] ?? '');
    const path = `/v1/bookings/${booking.id}`;
    const token = `?token=${booking.cancel_token}`;
    const answers = [];
    for (let i = 0; i < 9; i++) {
      answers.push(
        await server.call('POST', `${path}/reschedule${token}`, {
          address,
          body: { new_start_time: booking.start_time },
        }),
      );
      answers.push(await server.call('POST', `${path}/cancel?token=wrong`, { address }));
    }
    const leave = `/v1/waitlist/${entry.id}/cancel?token=${entry.cancel_token}`;
    answers.push(
      await server.call('POST', leave, { address }),
      await server.call('POST', leave, { address }),
    );
    expect(statusCounts(answers)).toEqual({ 200: 11, 401: 9 });
    for (const url of [`${path}/cancel${token}`, leave])
      expect(refusalOf(await server.call('POST', url, { address }))).toEqual([429, 'rate_limit_exceeded']);
    for (const url of [`/bookings/${booking.id}${token}&action=cancel`, `/waitlist/${entry.id}?token=x`]) {
      const page = await server.server.inject({
        method: 'POST',
        url,
        remoteAddress: address,
        headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
        payload: '',
      });
      expect(page.statusCode).toBe(429);
    }
    expect((await server.call('POST', `${path}/cancel${token}`, { address: '192.0.2.9' })).status).toBe(200);
    await server.server.close();
  });
});

test('who has a place does not wait for it', async () => {
  const { id } = await scene.org.eventType({ waitlist_enabled: true });
  const [time = ''] = times;
  const booking = await scene.org.booked(id, time);
  const own = { invitee_email: booking.invitee_email.toUpperCase() };
  const byKey = await join(scene.org, id, time, own);
  expect(refusalOf(byKey)).toEqual([409, 'conflict']);
  expect(byKey.body.error.details).toEqual({ booking_id: booking.id });
  const body = { event_type_id: id, start_time: time, invitee_name: 'A', invitee_timezone: 'UTC', ...own };
  const publicly = await scene.api.call('POST', '/v1/waitlist', { body });
  expect(refusalOf(publicly)).toEqual([409, 'conflict']);
  expect(publicly.body.error).not.toHaveProperty('details');
  await joined(scene.org, id, time);
});
