import { describe, expect, test } from 'vitest';
import { useOrganization } from '../../../test/harness/organization.ts';
import { join } from '../../../test/harness/waitlist-scene.ts';
import { promoteLine } from '../waitlist/promote.ts';

const nine = '2026-06-02T09:00:00Z';
const ten = '2026-06-02T10:00:00Z';

/** The activity of an organization is read from the log: a fact and who made it true are one row. */
describe.each(['postgres', 'embedded'] as const)('the log says who did it (%s)', (kind) => {
  const scene = useOrganization(kind);

  const told = () =>
    scene.api.deps.database.db
      .selectFrom('events')
      .select(['event', 'by_kind', 'by_id'])
      .where('organization_id', '=', scene.org.organizationId)
      .orderBy('number')
      .execute();
  const changed = (id: string, verb: string, body: object, token?: string) =>
    scene.api.call('POST', `/v1/bookings/${id}/${verb}${token ? `?token=${token}` : ''}`, {
      body,
      ...(!token && { key: scene.org.testKey }),
    });
  const ownKey = async () =>
    (await scene.org.call('GET', '/v1/api-keys')).body.data.find(({ key_prefix }: { key_prefix: string }) =>
      scene.org.testKey.startsWith(key_prefix),
    ).id;

  test('a key, whoever has the token, and anyone', async () => {
    const { id: eventTypeId } = await scene.org.eventType();
    const byKey = await scene.org.booked(eventTypeId, nine);
    await changed(byKey.id, 'reschedule', { new_start_time: ten }, byKey.cancel_token);
    await changed(byKey.id, 'cancel', {});
    const body = { event_type_id: eventTypeId, start_time: nine };
    const invitee = { invitee_name: 'Kim', invitee_email: 'kim@example.com' };
    expect((await scene.api.call('POST', '/v1/bookings', { body: { ...body, ...invitee } })).status).toBe(
      201,
    );
    const id = await ownKey();
    expect(await told()).toEqual([
      { event: 'booking.created', by_kind: 'key', by_id: id },
      { event: 'booking.confirmed', by_kind: 'key', by_id: id },
      { event: 'booking.rescheduled', by_kind: 'token', by_id: null },
      { event: 'booking.cancelled', by_kind: 'key', by_id: id },
      { event: 'booking.created', by_kind: 'public', by_id: null },
      { event: 'booking.confirmed', by_kind: 'public', by_id: null },
    ]);
    for (const event of await scene.org.events()) expect(Object.keys(event).join()).not.toContain('by_');
  });

  test('the system, where time runs out or a place opens', async () => {
    const { organizationId } = scene.org;
    const { id: eventTypeId } = await scene.org.eventType({ price_amount: 500, waitlist_enabled: true });
    await scene.org.booked(eventTypeId, nine);
    expect((await join(scene.org, eventTypeId, nine)).status).toBe(201);
    scene.api.clock.moveBy(30 * 60_000);
    await promoteLine(scene.api.deps, { organizationId, eventTypeId });
    const [created, ...bySystem] = await told();
    expect(created).toMatchObject({ event: 'booking.created', by_kind: 'key' });
    expect(bySystem).toEqual(
      ['booking.cancelled', 'booking.created', 'waitlist.promoted'].map((event) => ({
        event,
        by_kind: 'system',
        by_id: null,
      })),
    );
  });
});
