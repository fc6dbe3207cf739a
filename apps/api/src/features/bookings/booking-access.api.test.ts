import { beforeEach, describe, expect, test } from 'vitest';
import { alex, refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';
// biome-ignore lint/suspicious/noExplicitAny: as the API answers it
let booking: any;
// biome-ignore lint/suspicious/noExplicitAny: as the API answers it
let other: any;

beforeEach(async () => {
  const { id } = await scene.org.eventType();
  booking = await scene.org.booked(id, nine);
  other = await scene.org.booked(id, '2026-06-02T09:30:00Z');
});

/** The three calls that a token is good for. */
const calls = (id: string) =>
  [
    ['GET', `/v1/bookings/${id}`, undefined],
    ['POST', `/v1/bookings/${id}/reschedule`, { new_start_time: '2026-06-02T10:00:00Z' }],
    ['POST', `/v1/bookings/${id}/cancel`, {}],
  ] as const;

describe('the bearer of a booking’s token', () => {
  test('views, moves and cancels it without a key, and is not shown the token', async () => {
    const { cancel_token: token, ...shown } = booking;
    const statuses = ['confirmed', 'rescheduled', 'cancelled'];
    for (const [i, [method, path, body]] of calls(booking.id).entries()) {
      const answer = await scene.api.call(method, `${path}?token=${token}`, { body });
      expect([answer.status, answer.body.status]).toEqual([200, statuses[i]]);
      expect(Object.keys(answer.body)).toEqual(Object.keys(shown));
    }
  });

  test.each(['no', 'a wrong', 'another booking’s', 'an empty', 'a longer'])(
    'is nobody with %s token, just as with an unknown id',
    async (which) => {
      const tokens: Record<string, string> = {
        no: '',
        'a wrong': `?token=${'A'.repeat(43)}`,
        'another booking’s': `?token=${other.cancel_token}`,
        'an empty': '?token=',
        'a longer': `?token=${booking.cancel_token}A`,
      };
      const unknown = await scene.api.call('GET', `/v1/bookings/bkg_01jz5x8k3mqv7e2n4r6t8w9y0a?token=x`);
      expect(refusalOf(unknown)).toEqual([401, 'unauthorized']);
      const strip = ({ body }: typeof unknown) => ({ ...body.error, request_id: '' });
      for (const [method, path, body] of calls(booking.id)) {
        const answer = await scene.api.call(method, `${path}${tokens[which]}`, { body });
        expect([answer.status, strip(answer)]).toEqual([401, strip(unknown)]);
      }
      expect((await scene.org.call('GET', `/v1/bookings/${booking.id}`)).body).toEqual(booking);
    },
  );

  test('reaches nothing else', async () => {
    const token = booking.cancel_token;
    for (const path of ['/v1/bookings', '/v1/event-types', '/v1/events', `/v1/bookings/${other.id}`])
      expect(refusalOf(await scene.api.call('GET', `${path}?token=${token}`)), path).toEqual([
        401,
        'unauthorized',
      ]);
  });
});

describe('a key', () => {
  test('is shown the token wherever it sees the booking', async () => {
    const { id, cancel_token } = booking;
    const answers = [
      (await scene.org.call('GET', '/v1/bookings')).body.data[1],
      (await scene.org.call('GET', `/v1/bookings/${id}`)).body,
      (await scene.org.call('POST', `/v1/bookings/${id}/reschedule`, { new_start_time: nine })).body,
      (await scene.org.call('POST', `/v1/bookings/${id}/cancel`)).body,
    ];
    expect(answers.map((each) => [each.id, each.cancel_token])).toEqual(Array(4).fill([id, cancel_token]));
  });

  test('of the other mode or another organization finds nothing, even with the token', async () => {
    const { liveKey } = scene.org;
    for (const key of [liveKey, scene.api.other.testKey, scene.api.other.liveKey])
      for (const [method, path, body] of calls(booking.id))
        for (const query of ['', `?token=${booking.cancel_token}`])
          expect(refusalOf(await scene.api.call(method, path + query, { key, body }))).toEqual([
            404,
            'not_found',
          ]);
    expect((await scene.api.call('GET', '/v1/bookings', { key: liveKey })).body.data).toEqual([]);
    expect((await scene.org.call('GET', `/v1/bookings/${booking.id}`)).body).toEqual(booking);
  });

  test('that is bad does not become a public call because there is a token', async () => {
    const answer = await scene.api.call('GET', `/v1/bookings/${booking.id}?token=${booking.cancel_token}`, {
      key: `ac_test_${'x'.repeat(43)}`,
    });
    expect(refusalOf(answer)).toEqual([401, 'unauthorized']);
  });

  test.each([
    'bkg_01jz5x8k3mqv7e2n4r6t8w9y0a',
    'bkg_',
    'evt_01jz5x8k3mqv7e2n4r6t8w9y0a',
    '%20',
    'x'.repeat(300),
  ])('finds nothing under the id %s', async (id) => {
    for (const [method, path, body] of calls(id))
      expect(refusalOf(await scene.org.call(method, path, body))).toEqual([404, 'not_found']);
  });
});

describe('a token', () => {
  const read = (token: string) => scene.api.call('GET', `/v1/bookings/${booking.id}?token=${token}`);
  const store = async (token: string) => {
    const { database, keyring } = scene.api.deps;
    const { organization_id, id } = booking;
    await database.db
      .updateTable('bookings')
      .set({ cancel_token_sealed: keyring.seal(token, `bookings:${organization_id}:${id}`) })
      .where('organization_id', '=', organization_id)
      .where('id', '=', id)
      .execute();
  };

  test('names the organization in which its booking is looked for, and no other will do', async () => {
    const [secret, organizationId] = booking.cancel_token.split('.');
    expect(organizationId).toBe(scene.org.organizationId);
    for (const other of [
      secret,
      `${secret}.`,
      `${secret}.org_x`,
      `${secret}.${scene.api.other.organizationId}`,
    ])
      expect([other, refusalOf(await read(other))]).toEqual([other, [401, 'unauthorized']]);
  });

  test('of release 0.1.0 names none, and opens its booking all the same', async () => {
    const token = 'A'.repeat(43);
    await store(token);
    expect((await read(token)).status).toBe(200);
    expect(refusalOf(await read(booking.cancel_token))).toEqual([401, 'unauthorized']);
    expect(refusalOf(await read('B'.repeat(43)))).toEqual([401, 'unauthorized']);
  });
});

test('every booking has a token of its own', async () => {
  const tokens = new Set([booking.cancel_token, other.cancel_token]);
  const { id } = await scene.org.eventType({}, undefined);
  tokens.add((await scene.org.booked(id, '2026-06-02T12:00:00Z', alex)).cancel_token);
  expect(tokens.size).toBe(3);
});
