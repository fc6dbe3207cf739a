import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { exampleEmail, examplePassword } from '@astrocal/contract';
import { expect } from 'vitest';

interface Server {
  readonly url: string;
}

/** What a customer of an installation holds on to: whatever happens to the server, it must go on working. */
export interface Story {
  readonly key: string;
  readonly madeKey: string;
  readonly eventTypeId: string;
  readonly booking: { readonly id: string; readonly cancel_token: string; readonly start_time: string };
  readonly unpaidId: string;
  /** The last message that a reader of the log has seen. */
  readonly cursor: string;
}

const year = new Date().getUTCFullYear() + 1;
const firstMonday = 1 + ((8 - new Date(Date.UTC(year, 0, 1)).getUTCDay()) % 7);
const mondayAt = (hour: number) => new Date(Date.UTC(year, 0, firstMonday, hour)).toISOString();
const retried = { 'idempotency-key': 'the-first-booking' };

async function call(
  { url }: Server,
  key: string,
  [method, where]: readonly [string, string],
  { body, headers = {} }: { body?: object; headers?: Record<string, string> } = {},
) {
  const answer = await fetch(url + where, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers freely; what they find is asserted
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as any };
}

const booking = (eventTypeId: string, start_time: string) => ({
  event_type_id: eventTypeId,
  start_time,
  invitee_name: 'Alex Johnson',
  invitee_email: 'alex@example.com',
});

/** Makes a key, a booking under an Idempotency-Key and an unpaid one, and reads the log to its end. */
export async function beginStory(server: Server, dataDir: string): Promise<Story> {
  const credentials = JSON.parse(await readFile(path.join(dataDir, 'credentials.json'), 'utf8'));
  const { test_key: key, test_event_type_id: eventTypeId } = credentials;
  const made = await call(server, key, ['POST', '/v1/api-keys'], { body: { name: 'Website' } });
  const booked = await call(server, key, ['POST', '/v1/bookings'], {
    body: booking(eventTypeId, mondayAt(9)),
    headers: retried,
  });
  await call(server, key, ['PATCH', `/v1/event-types/${eventTypeId}`], { body: { price_amount: 500 } });
  const unpaid = await call(server, key, ['POST', '/v1/bookings'], {
    body: booking(eventTypeId, mondayAt(10)),
  });
  await call(server, key, ['PATCH', `/v1/event-types/${eventTypeId}`], { body: { price_amount: null } });
  expect([made.status, booked.status, unpaid.status]).toEqual([201, 201, 201]);
  expect(unpaid.body.status).toBe('pending_payment');
  await expect.poll(() => eventsAfter(server, key)).toHaveLength(3);
  const ids = await eventsAfter(server, key);
  return {
    key,
    madeKey: made.body.key,
    eventTypeId,
    booking: booked.body,
    unpaidId: unpaid.body.id,
    cursor: ids.at(-1)?.id as string,
  };
}

async function eventsAfter(server: Server, key: string, cursor?: string) {
  const after = cursor === undefined ? '' : `?starting_after=${cursor}`;
  const { body } = await call(server, key, ['GET', `/v1/events${after}`]);
  return body.data as { id: string; event: string; data: { id: string } }[];
}

/** Asserts that everything of the story goes on where it stood. Call it once: it books. */
export async function expectStoryGoesOn(server: Server, story: Story): Promise<void> {
  const { key, madeKey, eventTypeId, booking: first, unpaidId, cursor } = story;
  const byToken = await fetch(`${server.url}/v1/bookings/${first.id}?token=${first.cancel_token}`);
  expect(byToken.status).toBe(200);
  expect(((await byToken.json()) as { start_time: string }).start_time).toBe(first.start_time);

  const list = await call(server, madeKey, ['GET', '/v1/bookings']);
  expect(list.body.data.map(({ id }: { id: string }) => id).sort()).toEqual([first.id, unpaidId].sort());

  const again = await call(server, key, ['POST', '/v1/bookings'], {
    body: booking(eventTypeId, mondayAt(9)),
    headers: retried,
  });
  expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
  expect(again.body).toEqual(first);
  for (const hour of [9, 10]) {
    const refused = await call(server, key, ['POST', '/v1/bookings'], {
      body: booking(eventTypeId, mondayAt(hour)),
    });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'slot_unavailable']);
  }

  expect(await eventsAfter(server, key, cursor)).toEqual([]);
  const fresh = await call(server, madeKey, ['POST', '/v1/bookings'], {
    body: booking(eventTypeId, mondayAt(11)),
  });
  expect(fresh.status).toBe(201);
  await expect
    .poll(async () => (await eventsAfter(server, key, cursor)).map(({ event, data }) => [event, data.id]))
    .toEqual([
      ['booking.created', fresh.body.id],
      ['booking.confirmed', fresh.body.id],
    ]);
  await expect
    .poll(async () => (await (await fetch(`${server.url}/metrics`)).text()).includes(waitingJob), {
      timeout: 15_000,
    })
    .toBe(true);
}

/** The job that cancels the unpaid booking came along. */
const waitingJob = 'astrocal_jobs{job="bookings.expire-unpaid",state="deferred"} 1';

/** Sets the owner up by the link of the start. Returns the cookie of their session. */
export async function signInOwner({ url }: Server, dataDir: string): Promise<string> {
  const link = new URL((await readFile(path.join(dataDir, 'setup-link'), 'utf8')).trim());
  const owner = { name: 'Sam Rivera', email: exampleEmail, password: examplePassword };
  const answer = await fetch(`${url}/v1/auth/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: link.searchParams.get('token'), ...owner }),
  });
  expect(answer.status).toBe(200);
  const [cookie = ''] = answer.headers.get('set-cookie')?.split(';') ?? [];
  expect(await statusOfSession({ url }, cookie)).toBe(200);
  return cookie;
}

/** What a request with the cookie of a session is answered with. */
export const statusOfSession = async ({ url }: Server, cookie: string): Promise<number> =>
  (await fetch(`${url}/v1/event-types`, { headers: { cookie, 'astrocal-mode': 'test' } })).status;
