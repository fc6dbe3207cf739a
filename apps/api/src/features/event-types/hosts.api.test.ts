import { beforeEach, describe, expect, test } from 'vitest';
import { hostsOf, makeMembers } from '../../../test/harness/hosts.ts';
import { guest, refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';
let id: string;
let sam: string;
let ana: string;
let bo: string;
beforeEach(async () => {
  ({ id } = await scene.org.eventType());
  [sam = ''] = await hostsOf(scene.api.deps.database.db, id);
  [ana = '', bo = ''] = await makeMembers(scene.api, scene.org.organizationId, ['Ana', 'Bo']);
});

const hosts = (method: string, body?: object, more = '') =>
  scene.org.call(method, `/v1/event-types/${id}/hosts${more}`, body);
const listed = async () => (await hosts('GET')).body.data;
const shares = async () =>
  (await listed()).map(({ member_id, priority, weight, required }: Record<string, unknown>) => [
    member_id,
    priority,
    weight,
    required,
  ]);

describe('the hosts of an event type', () => {
  test('are its owner alone until others are named', async () => {
    expect((await hosts('GET')).body).toEqual({
      data: [
        {
          id: expect.stringMatching(/^hst_/),
          event_type_id: id,
          member_id: sam,
          member_name: 'Sam Rivera',
          member_email: expect.stringMatching(/^owner@/),
          priority: 0,
          weight: 1,
          required: false,
          total_bookings: 0,
          last_booking_at: null,
          has_calendar: false,
          created_at: '2026-06-01T08:00:00Z',
        },
      ],
      has_more: false,
    });
  });

  test('are added with what they are to get, in the order in which they come', async () => {
    const added = await hosts('POST', { member_id: ana, priority: 100, weight: 16, required: true });
    expect([added.status, added.body]).toEqual([201, (await listed())[1]]);
    await hosts('POST', { member_id: bo });
    expect(await shares()).toEqual([
      [sam, 0, 1, false],
      [ana, 100, 16, true],
      [bo, 0, 1, false],
    ]);
  });

  test('are each there once', async () => {
    expect(refusalOf(await hosts('POST', { member_id: sam }))).toEqual([409, 'conflict']);
    expect(await listed()).toHaveLength(1);
  });

  test('are changed one by one', async () => {
    const { body: host } = await hosts('POST', { member_id: ana });
    const changed = await hosts('PATCH', { weight: 3, required: true }, `/${host.id}`);
    expect([changed.status, changed.body]).toEqual([200, { ...host, weight: 3, required: true }]);
    expect((await hosts('PATCH', {}, `/${host.id}`)).body).toEqual(changed.body);
  });

  test('go, but for the last one', async () => {
    const { body: host } = await hosts('POST', { member_id: ana });
    const [first] = await listed();
    expect((await hosts('DELETE', undefined, `/${first.id}`)).status).toBe(204);
    expect(refusalOf(await hosts('DELETE', undefined, `/${host.id}`))).toEqual([409, 'conflict']);
    expect(refusalOf(await hosts('DELETE', undefined, `/${first.id}`))).toEqual([404, 'not_found']);
    expect(await shares()).toEqual([[ana, 0, 1, false]]);
  });

  test('are replaced together: who stays is the same host', async () => {
    await hosts('POST', { member_id: ana, weight: 5 });
    const before = await listed();
    const { status, body } = await hosts('PUT', {
      hosts: [{ member_id: bo, weight: 2 }, { member_id: ana }],
    });
    expect([status, body.data]).toEqual([200, await listed()]);
    expect(await shares()).toEqual([
      [bo, 0, 2, false],
      [ana, 0, 1, false],
    ]);
    expect(body.data[1].id).toBe(before[1].id);
  });

  test.each([
    ['nobody', 404, () => ({ member_id: 'mbr_01jz5x8k3mqv7e2n4r6t8w9y0a' })],
    ['a weight of 17', 400, () => ({ member_id: ana, weight: 17 })],
    ['a weight of 0', 400, () => ({ member_id: ana, weight: 0 })],
    ['half a weight', 400, () => ({ member_id: ana, weight: 1.5 })],
    ['a priority of 101', 400, () => ({ member_id: ana, priority: 101 })],
    ['a misspelt field', 400, () => ({ member_id: ana, wieght: 2 })],
  ])('are not %s', async (_, status, host) => {
    const before = await listed();
    expect((await hosts('POST', host())).status).toBe(status);
    expect((await hosts('PUT', { hosts: [host()] })).status).toBe(status);
    expect(await listed()).toEqual(before);
  });

  test('are at least one, and none of them twice', async () => {
    expect(refusalOf(await hosts('PUT', { hosts: [] }))).toEqual([400, 'validation_error', 'body.hosts']);
    const twice = { hosts: [{ member_id: ana }, { member_id: ana, weight: 2 }] };
    expect(refusalOf(await hosts('PUT', twice))).toEqual([400, 'validation_error', 'body.hosts.1.member_id']);
  });

  test('are at most 100', async () => {
    const names = Array.from({ length: 100 }, (_, number) => `M${number}`);
    const many = await makeMembers(scene.api, scene.org.organizationId, names);
    const all = (members: readonly string[]) => ({ hosts: members.map((member_id) => ({ member_id })) });
    expect((await hosts('PUT', all([sam, ...many]))).status).toBe(400);
    expect((await hosts('PUT', all(many))).status).toBe(200);
    expect(refusalOf(await hosts('POST', { member_id: ana }))).toEqual([409, 'conflict']);
    expect(await listed()).toHaveLength(100);
  });

  test('with a test key may be somebody whom live mode knows, and never the other way round', async () => {
    const [key, live] = [scene.org.testKey, scene.org.liveKey];
    const member = async (by: string, name: string) => {
      const body = { name, email: `${name}@example.com` };
      return (await scene.api.call('POST', '/v1/members', { key: by, body })).body.id;
    };
    expect((await hosts('POST', { member_id: await member(live, 'shared') })).status).toBe(201);
    const made = { title: 'Live', slug: 'live', duration_minutes: 30 };
    const { body } = await scene.api.call('POST', '/v1/event-types', { key: live, body: made });
    const answer = await scene.api.call('POST', `/v1/event-types/${body.id}/hosts`, {
      key: live,
      body: { member_id: await member(key, 'of-test-mode') },
    });
    expect(refusalOf(answer)).toEqual([404, 'not_found']);
  });
});

describe('a change of hosts', () => {
  test('is in what can be booked at once, and leaves the bookings of who goes', async () => {
    const [first] = await listed();
    const booking = await scene.org.booked(id, nine);
    expect(await scene.org.starts(id, '2026-06-02')).not.toContain(nine);
    await hosts('POST', { member_id: ana });
    expect(await scene.org.starts(id, '2026-06-02')).toContain(nine);
    await hosts('DELETE', undefined, `/${first.id}`);
    expect((await scene.org.booked(id, nine)).assigned_host.member_id).toBe(ana);
    const kept = await scene.org.call('GET', `/v1/bookings/${booking.id}`);
    expect([kept.body.status, kept.body.assigned_host.member_id]).toEqual(['confirmed', sam]);
    expect((await scene.org.call('POST', `/v1/bookings/${booking.id}/cancel`)).body.status).toBe('cancelled');
  });

  test('to the strategy `priority` asks the highest first', async () => {
    const changed = await scene.org.call('PATCH', `/v1/event-types/${id}`, {
      assignment_strategy: 'priority',
    });
    expect(changed.body.assignment_strategy).toBe('priority');
    await hosts('PUT', { hosts: [{ member_id: sam }, { member_id: ana, priority: 1 }] });
    const booked = [await scene.org.booked(id, nine), await scene.org.booked(id, nine)];
    expect(booked.map((each) => each.assigned_host.member_id)).toEqual([ana, sam]);
  });

  test('leaves an open group to those who opened it, and never offers it to others', async () => {
    const eventType = (fields: object) => scene.org.call('PATCH', `/v1/event-types/${id}`, fields);
    const offered = async () => (await scene.org.starts(id, '2026-06-02')).includes(nine);
    await eventType({ max_attendees: 4, assignment_strategy: 'collective' });
    await scene.org.booked(id, nine, guest(1));
    expect(await offered()).toBe(true);
    await hosts('POST', { member_id: ana });
    expect(await offered()).toBe(false);
    const refused = await scene.org.book(id, nine, guest(2));
    expect(refusalOf(refused)).toEqual([409, 'slot_unavailable', 'booked']);
    expect(refused.body.error.details.alternatives).not.toHaveLength(0);
    await eventType({ assignment_strategy: 'round_robin' });
    expect((await scene.org.booked(id, nine, guest(2))).assigned_host.member_id).toBe(sam);
    await hosts('PUT', { hosts: [{ member_id: ana, required: true }, { member_id: sam }] });
    expect(await offered()).toBe(false);
    expect(refusalOf(await scene.org.book(id, nine, guest(3)))).toEqual([409, 'slot_unavailable', 'booked']);
    await hosts('PUT', { hosts: [{ member_id: sam }] });
    expect((await scene.org.booked(id, nine, guest(3))).assigned_host.member_id).toBe(sam);
  });
});
