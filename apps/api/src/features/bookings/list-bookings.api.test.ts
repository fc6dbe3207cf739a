import { beforeEach, describe, expect, test } from 'vitest';
import { alex, refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
let eventType: string;
let ids: Record<string, string>;

/** Five bookings a day apart, each known by a letter: a 2 June … e 6 June at 09:00 UTC. */
beforeEach(async () => {
  ({ id: eventType } = await scene.org.eventType());
  const { id: second } = await scene.org.eventType();
  const { id: priced } = await scene.org.eventType({ price_amount: 500 });
  const kim = { invitee_name: 'Kim', invitee_email: 'Kim@Example.com' };
  const book = async (id: string, day: number, fields: object) =>
    (await scene.org.booked(id, `2026-06-0${day}T09:00:00Z`, fields)).id;
  ids = {
    a: await book(eventType, 2, { ...alex, metadata: { plan: 'pro', seats: 5, vip: true } }),
    b: await book(second, 3, { ...kim, metadata: { plan: 'pro', seats: '5', vip: 'true' } }),
    c: await book(priced, 4, {
      ...alex,
      metadata: { plan: 'free', seats: 6, vip: false, 'odd "key"': "it's" },
    }),
    d: await book(eventType, 5, kim),
    e: await book(eventType, 6, alex),
  };
  await scene.org.call('POST', `/v1/bookings/${ids.d}/cancel`);
  await scene.org.call('POST', `/v1/bookings/${ids.e}/reschedule`, {
    new_start_time: '2026-06-07T09:00:00Z',
  });
});

/** The letters of the bookings that a query finds, in its order. */
async function found(query: Record<string, string> | string): Promise<string> {
  const search = typeof query === 'string' ? query : new URLSearchParams(query);
  const { status, body } = await scene.org.call('GET', `/v1/bookings?${search}`);
  expect([status, body]).toMatchObject([200, { has_more: expect.any(Boolean) }]);
  const letterOf = Object.fromEntries(Object.entries(ids).map(([letter, id]) => [id, letter]));
  return body.data.map(({ id }: { id: string }) => letterOf[id]).join('') + (body.has_more ? '…' : '');
}

test('all bookings of the mode are listed, newest first, as each is read', async () => {
  expect(await found('')).toBe('edcba');
  const { body } = await scene.org.call('GET', '/v1/bookings');
  for (const each of body.data)
    expect((await scene.org.call('GET', `/v1/bookings/${each.id}`)).body).toEqual(each);
});

describe('a filter', () => {
  test.each([
    ['status=confirmed', 'eba'],
    ['status=rescheduled', 'e'],
    ['status=pending_payment', 'c'],
    ['status=cancelled', 'd'],
    ['invitee_email=alex@example.com', 'eca'],
    ['invitee_email=ALEX@EXAMPLE.COM', 'eca'],
    ['invitee_email=kim@example.com', 'db'],
    ['invitee_email=alex%25@example.com', ''],
    ['start_after=2026-06-04T09:00:00Z', 'edc'],
    ['start_after=2026-06-04T09:00:01Z', 'ed'],
    ['start_before=2026-06-04T09:00:00Z', 'ba'],
    ['start_before=2026-06-04T09:00:01Z', 'cba'],
    ['start_after=2026-06-03T11:00:00%2B02:00&start_before=2026-06-05T09:00:00Z', 'cb'],
    ['start_after=0001-01-01T00:00:00Z&start_before=9999-12-31T23:59:59Z', 'edcba'],
    ['metadata[plan]=pro', 'ba'],
    ['metadata[seats]=5', 'ba'],
    ['metadata[seats]=5.0', 'a'],
    ['metadata[seats]=6', 'c'],
    ['metadata[vip]=true', 'ba'],
    ['metadata[vip]=false', 'c'],
    ['metadata[plan]=pr', ''],
    ['metadata[unknown]=', ''],
    ['metadata[plan]=pro&metadata[seats]=5', 'ba'],
    ['metadata[plan]=pro&metadata[seats]=6', ''],
    ["metadata[odd%20%22key%22]=it's", 'c'],
    ['event_type_id=evt_unknown', ''],
    ['assigned_host_id=mbr_unknown', ''],
    ['status=confirmed&invitee_email=alex@example.com&start_before=2026-06-07T00:00:00Z', 'a'],
    ['status=cancelled&metadata[plan]=pro', ''],
    ['colour=red', 'edcba'],
  ])('%s finds "%s"', async (query, letters) => {
    expect(await found(query)).toBe(letters);
  });

  test('by event type and by host', async () => {
    expect(await found({ event_type_id: eventType })).toBe('eda');
    const { assigned_host } = (await scene.org.call('GET', `/v1/bookings/${ids.a}`)).body;
    expect(await found({ assigned_host_id: assigned_host.member_id, event_type_id: eventType })).toBe('eda');
  });

  test.each([
    ['status=live', 'status'],
    ['invitee_email=alex', 'invitee_email'],
    ['start_after=2026-06-04', 'start_after'],
    ['start_before=soon', 'start_before'],
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=ten', 'limit'],
    ['starting_after=nothing', 'starting_after'],
    ['starting_after=evt_01jz5x8k3mqv7e2n4r6t8w9y0a', 'starting_after'],
  ])('%s is refused', async (query, parameter) => {
    const answer = await scene.org.call('GET', `/v1/bookings?${query}`);
    expect(refusalOf(answer)).toEqual([400, 'validation_error', `query.${parameter}`]);
  });
});

describe('pages', () => {
  test('follow each other, with a filter too', async () => {
    const after = (letter: string) => ({ starting_after: ids[letter] ?? '' });
    expect(await found({ limit: '2' })).toBe('ed…');
    expect(await found({ limit: '2', ...after('d') })).toBe('cb…');
    expect(await found({ limit: '2', ...after('b') })).toBe('a');
    expect(await found({ limit: '2', ...after('a') })).toBe('');
    expect(await found({ limit: '5' })).toBe('edcba');
    expect(await found({ limit: '1', status: 'confirmed' })).toBe('e…');
    expect(await found({ limit: '1', status: 'confirmed', ...after('e') })).toBe('b…');
  });

  test('skip and repeat nothing while bookings are made between them', async () => {
    const seen: string[] = [];
    let query = 'limit=1';
    for (let day = 10; ; day++) {
      const { body } = await scene.org.call('GET', `/v1/bookings?${query}`);
      seen.push(...body.data.map(({ id }: { id: string }) => id));
      if (!body.has_more) break;
      await scene.org.booked(eventType, `2026-06-${day}T09:00:00Z`);
      query = `limit=1&starting_after=${seen.at(-1)}`;
    }
    expect(seen).toEqual(['e', 'd', 'c', 'b', 'a'].map((letter) => ids[letter]));
  });

  test('have 20 items unless told', async () => {
    for (let i = 0; i < 16; i++) {
      const minutes = String((i % 2) * 30).padStart(2, '0');
      await scene.org.booked(
        eventType,
        `2026-06-10T${String(9 + Math.floor(i / 2)).padStart(2, '0')}:${minutes}:00Z`,
      );
    }
    const { body } = await scene.org.call('GET', '/v1/bookings');
    expect([body.data.length, body.has_more]).toEqual([20, true]);
  });
});
