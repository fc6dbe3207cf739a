import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi, testStart } from './api.ts';
import { type SeededOrganization, seedOrganizations } from './seed.ts';

const now = Date.parse(testStart);
const bookings = { each: 7, from: Date.parse('2026-06-10T00:00:00Z'), everyMinutes: 75 };
const eventType = { buffer_after_minutes: 15, max_attendees: 2 };

describe.each(['postgres', 'embedded'] as const)('seeded organizations (%s)', (kind) => {
  let api: TestApi;
  let made: SeededOrganization[];
  beforeAll(async () => {
    api = await createTestApi(kind);
    const plan = { organizations: 3, eventTypesEach: 2, eventType, bookings, now };
    made = await seedOrganizations(api.deps.database.db, api.deps.keyring, plan);
  });
  afterAll(() => api.close());

  const get = async (path: string, key?: string) => {
    const { status, body } = await api.call('GET', path, key === undefined ? {} : { key });
    expect({ status, body }).toMatchObject({ status: 200 });
    return body;
  };

  test('each have a key that opens their event types and bookings, and no others', async () => {
    for (const { organizationId, key, eventTypeIds } of made) {
      const types = await get('/v1/event-types', key);
      expect(types.data.map(({ id }: { id: string }) => id)).toEqual([...eventTypeIds].reverse());
      const list = await get('/v1/bookings', key);
      expect(list.data).toHaveLength(bookings.each);
      for (const booking of list.data) {
        expect(booking).toMatchObject({
          organization_id: organizationId,
          status: 'confirmed',
          is_test: false,
        });
        expect(await get(`/v1/bookings/${booking.id}?token=${booking.cancel_token}`)).toMatchObject({
          id: booking.id,
        });
      }
    }
  });

  test("have their hosts' time taken, buffers included", async () => {
    const query = 'start=2026-06-10&end=2026-06-10&timezone=UTC';
    // Of its own four bookings two are on the grid, with one spot left each; the other type's take their time.
    const { slots } = await get(`/v1/availability?event_type_id=${made[0]?.eventTypeIds[0]}&${query}`);
    const starts = slots.slice(0, 3).map(({ start_time }: { start_time: string }) => start_time);
    expect(starts).toEqual(['2026-06-10T00:00:00Z', '2026-06-10T07:30:00Z', '2026-06-10T08:15:00Z']);
  });

  test('take bookings, moves and cancellations like any other', async () => {
    const { key = '', eventTypeIds = [] } = made[1] ?? {};
    const body = {
      event_type_id: eventTypeIds[0],
      start_time: '2026-06-20T09:00:00Z',
      invitee_name: 'Alex Johnson',
      invitee_email: 'alex@example.com',
    };
    expect((await api.call('POST', '/v1/bookings', { key, body })).status).toBe(201);
    const [seeded] = (
      await get('/v1/bookings?status=confirmed&limit=1&start_before=2026-06-11T00:00:00Z', key)
    ).data;
    const move = { key, body: { new_start_time: '2026-06-21T09:00:00Z' } };
    expect((await api.call('POST', `/v1/bookings/${seeded.id}/reschedule`, move)).status).toBe(200);
    expect((await api.call('POST', `/v1/bookings/${seeded.id}/cancel`, { key, body: {} })).status).toBe(200);
  });
});
