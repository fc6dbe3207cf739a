import { beforeEach, describe, expect, test } from 'vitest';
import { refusalOf, useOrganization } from '../../../test/harness/organization.ts';
import { addPerson, type SignedInPerson } from '../../../test/harness/people.ts';

const scene = useOrganization();
let member: SignedInPerson;
beforeEach(async () => {
  member = await addPerson(scene.api.deps, { organizationId: scene.org.organizationId, role: 'member' });
});

const asMember = (method: string, path: string, body?: object) =>
  scene.api.call(method, path, { headers: member.headers('test'), ...(body && { body }) });

/** A booking of an event type of its own, which the owner hosts. */
async function bookedWithOwner() {
  const eventType = await scene.org.eventType();
  return scene.org.booked(eventType.id, '2026-06-02T09:00:00Z');
}

/** Makes the member the host of an event type. */
const giveToMember = (eventTypeId: string) =>
  scene.api.deps.database.db
    .updateTable('event_type_hosts')
    .set({ member_id: member.memberId })
    .where('organization_id', '=', scene.org.organizationId)
    .where('event_type_id', '=', eventTypeId)
    .execute();

const listed = async (path: string) =>
  (await asMember('GET', path)).body.data.map(({ id }: { id: string }) => id);

describe('a member', () => {
  test('neither sees nor cancels the bookings of others', async () => {
    const booking = await bookedWithOwner();
    expect(await listed('/v1/bookings')).toEqual([]);
    const path = `/v1/bookings/${booking.id}`;
    expect(refusalOf(await asMember('GET', path))).toEqual([403, 'forbidden']);
    expect(refusalOf(await asMember('POST', `${path}/cancel`, {}))).toEqual([403, 'forbidden']);
    const move = { new_start_time: '2026-06-03T09:00:00Z' };
    expect(refusalOf(await asMember('POST', `${path}/reschedule`, move))).toEqual([403, 'forbidden']);
    expect((await scene.org.call('GET', path)).body.status).toBe('confirmed');
  });

  test('moves and cancels what they host', async () => {
    const eventType = await scene.org.eventType();
    await giveToMember(eventType.id);
    const booking = await scene.org.booked(eventType.id, '2026-06-02T09:00:00Z');
    expect(await listed('/v1/bookings')).toEqual([booking.id]);
    const cancelled = await asMember('POST', `/v1/bookings/${booking.id}/cancel`, {});
    expect(cancelled).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    const rows = await scene.api.deps.database.db.selectFrom('events').selectAll().execute();
    expect(rows.findLast(({ event }) => event === 'booking.cancelled')).toMatchObject({
      by_kind: 'member',
      by_id: member.memberId,
    });
  });

  test('sees what is booked of event types that they host, and changes only their own', async () => {
    const booking = await bookedWithOwner();
    await giveToMember(booking.event_type_id);
    expect(await listed('/v1/bookings')).toEqual([booking.id]);
    expect((await asMember('GET', `/v1/bookings/${booking.id}`)).status).toBe(200);
    expect((await asMember('POST', `/v1/bookings/${booking.id}/cancel`, {})).status).toBe(403);
  });

  test('is told the token of what they may change, and of nothing else', async () => {
    const others = await bookedWithOwner();
    await giveToMember(others.event_type_id);
    const own = await scene.org.booked(others.event_type_id, '2026-06-02T10:00:00Z');
    const { body } = await asMember('GET', '/v1/bookings');
    const tokens = Object.fromEntries(
      body.data.map(({ id, cancel_token }: Record<string, string>) => [id, cancel_token]),
    );
    expect(tokens).toEqual({ [own.id]: own.cancel_token, [others.id]: undefined });
    const read = await asMember('GET', `/v1/bookings/${others.id}`);
    expect([read.status, read.body.cancel_token]).toEqual([200, undefined]);
  });

  test('gives what they host to others, but sets nobody’s schedule aside', async () => {
    const eventType = await scene.org.eventType();
    await giveToMember(eventType.id);
    const booking = await scene.org.booked(eventType.id, '2026-06-02T09:00:00Z');
    const { body: owners } = await scene.org.call('GET', '/v1/members?role=owner');
    const [{ id: member_id }] = owners.data;
    await scene.org.call('POST', `/v1/event-types/${eventType.id}/hosts`, { member_id });
    const path = `/v1/bookings/${booking.id}/reassign`;
    const forced = await asMember('POST', path, { member_id, force: true });
    expect(refusalOf(forced)).toEqual([403, 'forbidden']);
    const given = await asMember('POST', path, { member_id });
    expect([given.status, given.body.assigned_host.member_id]).toEqual([200, member_id]);
    expect(given.body).not.toHaveProperty('cancel_token');
  });

  test('sees the line of event types that they host alone', async () => {
    const eventType = await scene.org.eventType({ waitlist_enabled: true });
    await scene.org.booked(eventType.id, '2026-06-02T09:00:00Z');
    const { body: entry } = await scene.org.call('POST', '/v1/waitlist', {
      event_type_id: eventType.id,
      start_time: '2026-06-02T09:00:00Z',
      invitee_name: 'Kim Lee',
      invitee_email: 'kim@example.com',
      invitee_timezone: 'UTC',
    });
    expect(await listed('/v1/waitlist')).toEqual([]);
    expect((await asMember('GET', `/v1/waitlist/${entry.id}`)).status).toBe(403);
    await giveToMember(eventType.id);
    expect(await listed('/v1/waitlist')).toEqual([entry.id]);
    const read = await asMember('GET', `/v1/waitlist/${entry.id}`);
    expect([read.status, read.body.position]).toEqual([200, 1]);
    expect(read.body).not.toHaveProperty('cancel_token');
  });

  test('makes no keys, and is answered like that in both modes', async () => {
    for (const mode of ['test', 'live'] as const) {
      const headers = member.headers(mode);
      const made = await scene.api.call('POST', '/v1/api-keys', { headers, body: { name: 'Mine' } });
      expect(refusalOf(made)).toEqual([403, 'forbidden']);
    }
  });
});

test('one session acts in the mode that each request says', async () => {
  const admin = await addPerson(scene.api.deps, { organizationId: scene.org.organizationId, role: 'admin' });
  const titles = async (mode: 'live' | 'test') => {
    const { body } = await scene.api.call('GET', '/v1/event-types', { headers: admin.headers(mode) });
    return body.data.map(({ title }: { title: string }) => title);
  };
  expect(await Promise.all([titles('test'), titles('live')])).toEqual([['Test Event'], []]);
});
