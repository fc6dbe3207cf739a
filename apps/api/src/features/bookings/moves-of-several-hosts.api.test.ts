import { beforeEach, describe, expect, test } from 'vitest';
import { makeHosted, makeTrio, setHosts, setShares, sharesOf } from '../../../test/harness/hosts.ts';
import { guest, useOrganization } from '../../../test/harness/organization.ts';

const nine = '2026-06-02T09:00:00Z';
const ten = '2026-06-02T10:00:00Z';

describe.each(['postgres', 'embedded'] as const)('a booking of several hosts that moves (%s)', (kind) => {
  const scene = useOrganization(kind);
  let ana: string;
  let bo: string;
  let cy: string;
  beforeEach(async () => {
    [ana, bo, cy] = await makeTrio(scene);
  });
  const db = () => scene.api.deps.database.db;

  const hosted = (hosts: readonly string[], fields: object = {}) => makeHosted(scene, hosts, fields);

  /** Tag in bookings of weight 1, and bookings, of each. */
  async function standing(id: string): Promise<(readonly [number, number])[]> {
    const shares = await sharesOf(db(), id);
    return [ana, bo, cy].flatMap((host) => {
      const share = shares[host];
      return share ? [[share.tag, share.bookings] as const] : [];
    });
  }

  const cancel = (id: string) => scene.org.call('POST', `/v1/bookings/${id}/cancel`);
  const move = (id: string, new_start_time: string, fields: object = {}) =>
    scene.org.call('POST', `/v1/bookings/${id}/reschedule`, { new_start_time, ...fields });

  test('a booking that moves keeps its host where it is free, and its turn', async () => {
    const id = await hosted([ana, bo]);
    const { id: booking } = await scene.org.booked(id, nine);
    await setShares(db(), id, { [ana]: { weight: 4 } });
    const moved = await move(booking, ten);
    expect(moved.body.assigned_host.member_id).toBe(ana);
    expect(await standing(id)).toEqual([
      [1, 1],
      [0, 0],
    ]);
    await cancel(booking);
    expect((await standing(id))[0]).toEqual([0, 0]);
  });

  test('one whose host is busy then goes to another, whose turn it is then', async () => {
    const id = await hosted([ana, bo]);
    const { id: booking } = await scene.org.booked(id, nine);
    await scene.org.booked(await hosted([ana]), ten);
    expect((await move(booking, ten, { host: 'keep' })).body.error.details).toMatchObject({
      reason: 'booked',
    });
    const moved = await move(booking, ten);
    expect(moved.body).toMatchObject({
      assigned_host: { member_id: bo },
      assignment: { reason: 'only_one', candidates: 1 },
    });
    expect(await standing(id)).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  test('one that may go to any host goes to whose turn it is', async () => {
    const id = await hosted([ana, bo]);
    const { id: booking } = await scene.org.booked(id, nine);
    const moved = await move(booking, ten, { host: 'any' });
    expect(moved.body.assigned_host.member_id).toBe(bo);
    expect((await move(booking, nine, { host: 'any' })).body.assigned_host.member_id).toBe(ana);
    expect(await standing(id)).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });

  test('one that leaves a group for a slot of its own is a turn of its host', async () => {
    const id = await hosted([ana, bo], { max_attendees: 3 });
    const made = [];
    for (const number of [1, 2]) made.push(await scene.org.booked(id, nine, guest(number)));
    expect((await move(made[1].id, ten)).body.assigned_host.member_id).toBe(ana);
    expect((await standing(id))[0]).toEqual([2, 2]);
    expect((await move(made[1].id, nine)).body.assigned_host.member_id).toBe(ana);
    expect((await standing(id))[0]).toEqual([1, 2]);
  });

  test('it keeps its hosts when the event type chooses otherwise since', async () => {
    const id = await hosted([ana, bo], { assignment_strategy: 'collective' });
    const { id: booking } = await scene.org.booked(id, nine);
    const strategy = { assignment_strategy: 'round_robin' };
    await scene.org.call('PATCH', `/v1/event-types/${id}`, strategy);
    const moved = await move(booking, ten);
    expect(moved.body.hosts.map(({ name }: { name: string }) => name)).toEqual(['Ana', 'Bo']);
  });

  test('whose host is none any more it goes to another, or stays where it shall keep it', async () => {
    const id = await hosted([ana, bo]);
    const { id: booking } = await scene.org.booked(id, nine);
    await setHosts(db(), id, [bo]);
    const kept = await move(booking, ten, { host: 'keep' });
    expect([kept.status, kept.body.error.code]).toEqual([409, 'host_unavailable']);
    expect((await move(booking, ten)).body.assigned_host.member_id).toBe(bo);
  });

  test('the times to which it moves are those of its host and of the others', async () => {
    const id = await hosted([ana, bo]);
    const { id: booking } = await scene.org.booked(id, nine);
    await setHosts(db(), id, [ana, bo]);
    await scene.org.booked(await hosted([ana]), ten);
    expect(await scene.org.starts(id, '2026-06-02', { booking_id: booking })).toContain(ten);
    await scene.org.booked(await hosted([bo]), ten);
    expect(await scene.org.starts(id, '2026-06-02', { booking_id: booking })).not.toContain(ten);
  });
});
