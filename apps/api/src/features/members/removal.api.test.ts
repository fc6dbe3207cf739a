import { describe, expect, test } from 'vitest';
import { setHosts, setShares } from '../../../test/harness/hosts.ts';
import { refusalOf, useOrganization } from '../../../test/harness/organization.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';

const scene = useOrganization();
const call = (method: string, path: string, body?: object) => scene.org.call(method, path, body);
const nine = '2026-06-02T09:00:00Z';
const ten = '2026-06-02T10:00:00Z';

/** A member of test mode, in which this scene acts. */
const member = async (name: string) =>
  (await call('POST', '/v1/members', { name, email: `${name.toLowerCase()}@example.com` })).body.id as string;
const remove = (id: string, body?: object) => call('DELETE', `/v1/members/${id}`, body);
const removalOf = async (id: string) => (await call('GET', `/v1/member-removals/${id}`)).body;

/** An event type with these hosts. */
async function hosted(...memberIds: string[]): Promise<string> {
  const { id } = await scene.org.eventType();
  await setHosts(scene.api.deps.database.db, id, memberIds);
  return id;
}
const statusOf = async (id: string) => (await call('GET', `/v1/bookings/${id}`)).body.status;

describe('a member who is not active', () => {
  test('gets no new bookings, and keeps those that there are', async () => {
    const [ana, bo] = [await member('Ana'), await member('Bo')];
    const id = await hosted(ana, bo);
    const kept = await scene.org.booked(id, nine);
    expect(kept.assigned_host.member_id).toBe(ana);
    await call('PATCH', `/v1/members/${ana}`, { active: false });
    const next = await scene.org.booked(id, ten);
    expect(next.assigned_host.member_id).toBe(bo);
    expect(refusalOf(await scene.org.book(id, ten)).slice(0, 2)).toEqual([409, 'slot_unavailable']);
    expect(await statusOf(kept.id)).toBe('confirmed');
    await call('PATCH', `/v1/members/${bo}`, { active: false });
    expect(await scene.org.starts(id, '2026-06-02')).toEqual([]);
  });

  test('who returns takes who waited', async () => {
    const ana = await member('Ana');
    const { id } = await scene.org.eventType({ waitlist_enabled: true });
    await setHosts(scene.api.deps.database.db, id, [ana]);
    const held = await scene.org.booked(id, nine);
    const wait = { invitee_name: 'Kim Lee', invitee_email: 'kim@example.com', invitee_timezone: 'UTC' };
    const entry = (await call('POST', '/v1/waitlist', { ...wait, event_type_id: id, start_time: nine })).body;
    await call('PATCH', `/v1/members/${ana}`, { active: false });
    await call('POST', `/v1/bookings/${held.id}/cancel`);
    await runDueJobs(scene.api);
    expect((await call('GET', `/v1/waitlist/${entry.id}`)).body.status).toBe('waiting');
    await call('PATCH', `/v1/members/${ana}`, { active: true });
    await runDueJobs(scene.api);
    expect((await call('GET', `/v1/waitlist/${entry.id}`)).body.status).toBe('promoted');
  });
});

describe('who waits', () => {
  const wait = { invitee_name: 'Kim Lee', invitee_email: 'kim@example.com', invitee_timezone: 'UTC' };
  async function waiting(eventTypeId: string, start_time: string) {
    const { status, body } = await call('POST', '/v1/waitlist', {
      ...wait,
      event_type_id: eventTypeId,
      start_time,
    });
    expect(status).toBe(201);
    return async () => {
      await runDueJobs(scene.api);
      return (await call('GET', `/v1/waitlist/${body.id}`)).body.status;
    };
  }
  const waitable = async (hosts: readonly string[], fields: object = {}) => {
    const { id } = await scene.org.eventType({ waitlist_enabled: true, ...fields });
    await setHosts(scene.api.deps.database.db, id, hosts);
    return id;
  };

  test('hears of times that open where a host whom a meeting needed is removed', async () => {
    const [ana, bo] = [await member('Ana'), await member('Bo')];
    const id = await waitable([ana, bo], { assignment_strategy: 'collective' });
    const elsewhere = await hosted(ana);
    await scene.org.booked(elsewhere, nine);
    const statusNow = await waiting(id, nine);
    expect(await statusNow()).toBe('waiting');
    await remove(ana, { bookings: 'keep' });
    expect(await statusNow()).toBe('promoted');
  });

  test('hears of times that open where nobody is left to choose beside the required', async () => {
    const [ana, bo] = [await member('Ana'), await member('Bo')];
    const id = await waitable([ana, bo]);
    await setShares(scene.api.deps.database.db, id, { [ana]: { required: true } });
    await scene.org.booked(await hosted(bo), nine);
    const statusNow = await waiting(id, nine);
    await call('PATCH', `/v1/members/${bo}`, { active: false });
    expect(await statusNow()).toBe('promoted');
  });

  test('hears of times that open where the days of an absence are those of another zone', async () => {
    const ana = await member('Ana');
    const id = await waitable([ana]);
    const held = await scene.org.booked(id, nine);
    const statusNow = await waiting(id, nine);
    const day = { start_date: '2026-06-02', end_date: '2026-06-02' };
    await call('POST', `/v1/members/${ana}/absences`, day);
    await call('POST', `/v1/bookings/${held.id}/cancel`);
    expect(await statusNow()).toBe('waiting');
    await call('PATCH', `/v1/members/${ana}`, { timezone: 'Pacific/Auckland' }); // 1 June 12:00 to 2 June 12:00 in UTC
    expect(await statusNow()).toBe('waiting');
    await call('PATCH', `/v1/members/${ana}`, { timezone: 'Pacific/Pago_Pago' }); // from 2 June 11:00 in UTC on
    expect(await statusNow()).toBe('promoted');
  });
});

describe('removing a member', () => {
  test('without bookings ahead is done at once, and told', async () => {
    const [ana, bo] = [await member('Ana'), await member('Bo')];
    const id = await hosted(ana, bo);
    const { status, body } = await remove(ana);
    expect([status, body]).toEqual([
      200,
      {
        id: expect.stringMatching(/^rmv_/),
        member_id: ana,
        is_test: true,
        bookings: 'keep',
        status: 'done',
        total: 0,
        reassigned: 0,
        cancelled: 0,
        kept: 0,
        failed: [],
        created_at: '2026-06-01T08:00:00Z',
        finished_at: '2026-06-01T08:00:00Z',
      },
    ]);
    expect(await removalOf(body.id)).toEqual(body);
    expect(refusalOf(await call('GET', `/v1/members/${ana}`))).toEqual([404, 'not_found']);
    expect(refusalOf(await remove(ana))).toEqual([404, 'not_found']);
    expect((await scene.org.booked(id, nine)).assigned_host.member_id).toBe(bo);
    const told = (await scene.org.events()).filter(({ data }) => data.id === ana);
    expect(told.map(({ event, data }) => [event, data.active])).toEqual([
      ['member.joined', true],
      ['member.removed', false],
    ]);
    await member('Ana'); // the address is free
  });

  test('with bookings ahead asks what becomes of them', async () => {
    const ana = await member('Ana');
    const id = await hosted(ana);
    await scene.org.booked(id, nine);
    await scene.org.booked(id, ten);
    const refused = await remove(ana);
    expect(refusalOf(refused)).toEqual([409, 'member_has_bookings']);
    expect(refused.body.error.details).toEqual({ count: 2 });
    expect((await call('GET', `/v1/members/${ana}`)).body).toMatchObject({
      active: true,
      upcoming_bookings: 2,
    });
    scene.api.clock.moveTo(ten); // what has begun is not ahead
    expect((await remove(ana)).status).toBe(200);
  });

  test('keeps them with the name of who was there: they can be cancelled, and only the others are booked', async () => {
    const [ana, bo] = [await member('Ana'), await member('Bo')];
    const id = await hosted(ana, bo);
    const kept = await scene.org.booked(id, nine);
    const { body } = await remove(ana, { bookings: 'keep' });
    expect(body).toMatchObject({ bookings: 'keep', status: 'done', total: 1, cancelled: 0, kept: 1 });
    const read = (await call('GET', `/v1/bookings/${kept.id}`)).body;
    expect(read).toMatchObject({ status: 'confirmed', assigned_host: { member_id: ana, name: 'Ana' } });
    expect((await scene.org.booked(id, nine)).assigned_host.member_id).toBe(bo);
    expect((await call('POST', `/v1/bookings/${kept.id}/cancel`)).body.status).toBe('cancelled');
    expect(refusalOf(await scene.org.book(id, nine)).slice(0, 2)).toEqual([409, 'slot_unavailable']);
  });

  test('cancels them one by one after the answer, in both orders of a crash', async () => {
    const ana = await member('Ana');
    const id = await hosted(ana);
    const past = await scene.org.booked(id, '2026-06-01T09:00:00Z');
    const [one, two] = [await scene.org.booked(id, nine), await scene.org.booked(id, ten)];
    scene.api.clock.moveTo('2026-06-01T10:00:00Z');
    const { body } = await remove(ana, { bookings: 'cancel' });
    expect(body).toMatchObject({ status: 'working', total: 2, cancelled: 0, finished_at: null });
    expect(await statusOf(one.id)).toBe('confirmed');
    await call('POST', `/v1/bookings/${two.id}/cancel`); // somebody was faster
    await runDueJobs(scene.api);
    expect([await statusOf(one.id), await statusOf(two.id), await statusOf(past.id)]).toEqual([
      'cancelled',
      'cancelled',
      'confirmed',
    ]);
    expect(await removalOf(body.id)).toMatchObject({ status: 'done', total: 2, cancelled: 1, failed: [] });
    const { data } = (await scene.org.events()).find(
      ({ event, data }) => event === 'booking.cancelled' && data.id === one.id,
    );
    expect(data.cancel_reason).toBe('The host isn’t available any more.');
  });

  test('of both modes by a live key, where it is of both', async () => {
    const { liveKey } = scene.org;
    const body = { name: 'Ana', email: 'ana@example.com' };
    const ana = (await scene.api.call('POST', '/v1/members', { key: liveKey, body })).body.id;
    const booked = await scene.org.booked(await hosted(ana), nine);
    expect(refusalOf(await remove(ana, { bookings: 'cancel' }))).toEqual([403, 'forbidden']);
    const asked = { key: liveKey, body: { bookings: 'cancel' } };
    const removed = await scene.api.call('DELETE', `/v1/members/${ana}`, asked);
    expect(removed.body).toMatchObject({ is_test: false, total: 1 });
    await runDueJobs(scene.api);
    expect(await statusOf(booked.id)).toBe('cancelled');
  });

  test('leaves an owner, and what a key may not remove', async () => {
    const { liveKey, organizationId } = scene.org;
    const call = (method: string, path: string, body?: object) =>
      scene.api.call(method, path, { key: liveKey, ...(body && { body }) });
    const owner = (await call('GET', '/v1/members?role=owner')).body.data[0];
    expect(refusalOf(await call('DELETE', `/v1/members/${owner.id}`))).toEqual([409, 'last_owner']);
    const { body: second } = await call('POST', '/v1/members', { name: 'Bo', email: 'bo@example.com' });
    await scene.api.deps.database.db
      .updateTable('members')
      .set({ role: 'owner' })
      .where('organization_id', '=', organizationId)
      .where('id', '=', second.id)
      .execute();
    expect(refusalOf(await call('DELETE', `/v1/members/${owner.id}`))).toEqual([403, 'forbidden']);
  });

  test('from the only place it holds leaves the event type with nothing to offer', async () => {
    const [ana, bo] = [await member('Ana'), await member('Bo')];
    const id = await hosted(ana);
    await remove(ana);
    expect(await scene.org.starts(id, '2026-06-02')).toEqual([]);
    expect(refusalOf(await scene.org.book(id, nine)).slice(0, 2)).toEqual([409, 'slot_unavailable']);
    await setHosts(scene.api.deps.database.db, id, [bo]);
    expect((await scene.org.booked(id, nine)).assigned_host.member_id).toBe(bo);
  });
});
