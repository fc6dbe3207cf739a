import { beforeEach, describe, expect, test } from 'vitest';
import { makeHosted, makeTrio, setShares, sharesOf } from '../../../test/harness/hosts.ts';
import { guest, useOrganization } from '../../../test/harness/organization.ts';

const nine = '2026-06-02T09:00:00Z';
const ten = '2026-06-02T10:00:00Z';

describe.each(['postgres', 'embedded'] as const)('hosts who take turns (%s)', (kind) => {
  const scene = useOrganization(kind);
  let ana: string;
  let bo: string;
  let cy: string;
  beforeEach(async () => {
    [ana, bo, cy] = await makeTrio(scene);
  });
  const db = () => scene.api.deps.database.db;

  const hosted = (hosts: readonly string[], fields: object = {}) => makeHosted(scene, hosts, fields);

  /** Books one slot a day from the second of June; returns who got each. */
  async function bookDays(id: string, from: number, to: number): Promise<string[]> {
    const got: string[] = [];
    for (let day = from; day <= to; day++) {
      const start = `2026-06-${String(day).padStart(2, '0')}T09:00:00Z`;
      got.push((await scene.org.booked(id, start)).assigned_host.member_id);
    }
    return got;
  }
  const countOf = (got: readonly string[]) =>
    [ana, bo, cy].map((id) => got.filter((each) => each === id).length);

  /** Tag in bookings of weight 1, and bookings, of each. */
  async function standing(id: string): Promise<(readonly [number, number])[]> {
    const shares = await sharesOf(db(), id);
    return [ana, bo, cy].flatMap((host) => {
      const share = shares[host];
      return share ? [[share.tag, share.bookings] as const] : [];
    });
  }

  const cancel = (id: string) => scene.org.call('POST', `/v1/bookings/${id}/cancel`);

  test('get bookings by their weights, and each booking says why', async () => {
    const id = await hosted([ana, bo, cy]);
    await setShares(db(), id, { [cy]: { weight: 2 } });
    expect(countOf(await bookDays(id, 2, 13))).toEqual([3, 3, 6]);
    expect(await standing(id)).toEqual([
      [3, 3],
      [3, 3],
      [3, 6],
    ]);
    const { assignment } = await scene.org.booked(id, '2026-06-15T09:00:00Z');
    expect(assignment).toEqual({ strategy: 'round_robin', reason: 'priority', candidates: 3 });
    expect((await sharesOf(db(), id))[ana]?.last_booking_at).toEqual(new Date(scene.api.clock.now()));
  });

  test('a host who comes later is next, and not for long', async () => {
    const id = await hosted([ana, bo]);
    await setShares(db(), id, { [ana]: { priority: 0 }, [bo]: { priority: 0 } });
    await bookDays(id, 2, 13);
    await db()
      .insertInto('event_type_hosts')
      .values({
        organization_id: scene.org.organizationId,
        event_type_id: id,
        id: `hst_${id.slice(4)}`,
        member_id: cy,
        position: 2,
      })
      .execute();
    const got = await bookDays(id, 14, 25);
    expect(got.slice(0, 3)).toEqual([cy, cy, cy]);
    expect(countOf(got)).toEqual([3, 2, 4 + 3]);
  });

  test('a cancellation before the meeting gives the turn back, by the weight that it was charged by', async () => {
    const id = await hosted([ana, bo]);
    const first = await scene.org.booked(id, nine);
    expect(await standing(id)).toEqual([
      [1, 1],
      [0, 0],
    ]);
    await setShares(db(), id, { [ana]: { weight: 4 } });
    await cancel(first.id);
    await cancel(first.id);
    expect(await standing(id)).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  test('one after the meeting has begun gives none back', async () => {
    const id = await hosted([ana, bo]);
    const { id: booking } = await scene.org.booked(id, nine);
    scene.api.clock.moveTo(nine);
    await cancel(booking);
    expect((await standing(id))[0]).toEqual([1, 1]);
  });

  test('a booking that was not paid in time gives its turn back', async () => {
    const id = await hosted([ana, bo], { price_amount: 500 });
    await scene.org.booked(id, nine);
    scene.api.clock.moveBy(31 * 60_000);
    expect((await scene.org.booked(id, nine)).assigned_host.member_id).toBe(bo);
    expect((await scene.org.booked(id, nine)).assigned_host.member_id).toBe(ana);
    expect(await standing(id)).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  test('who joins a group takes nobody’s turn, and the last who leaves gives it back', async () => {
    const id = await hosted([ana, bo], { max_attendees: 3 });
    const made = [];
    for (const number of [1, 2]) made.push(await scene.org.booked(id, nine, guest(number)));
    expect(made.map(({ assignment }) => assignment.reason)).toEqual(['priority', 'joins']);
    expect((await standing(id))[0]).toEqual([1, 2]);
    await cancel(made[0].id);
    expect((await standing(id))[0]).toEqual([1, 1]);
    await cancel(made[1].id);
    expect((await standing(id))[0]).toEqual([0, 0]);
  });

  test('by priority the highest who is free is first, and those of one tier take turns', async () => {
    const id = await hosted([ana, bo, cy], { assignment_strategy: 'priority' });
    await setShares(db(), id, { [ana]: { priority: 5 }, [bo]: { priority: 5 }, [cy]: { priority: 9 } });
    const got = [];
    for (let count = 0; count < 3; count++)
      got.push((await scene.org.booked(id, nine)).assigned_host.member_id);
    expect(got[0]).toBe(cy);
    const { assignment, assigned_host } = await scene.org.booked(id, ten);
    expect([assigned_host.member_id, assignment]).toEqual([
      cy,
      { strategy: 'priority', reason: 'priority', candidates: 3 },
    ]);
    expect(countOf(got)).toEqual([1, 1, 1]);
  });

  test('a required host takes part in every meeting, and the others take turns', async () => {
    const id = await hosted([ana, bo, cy]);
    await setShares(db(), id, { [cy]: { required: true } });
    const made = [];
    for (const start of [nine, ten, '2026-06-02T11:00:00Z']) made.push(await scene.org.booked(id, start));
    const names = made.map(({ hosts }) => hosts.map(({ name }: { name: string }) => name));
    expect(names).toEqual([
      ['Cy', 'Ana'],
      ['Cy', 'Bo'],
      ['Cy', 'Ana'],
    ]);
    expect(made[0].assigned_host).toEqual(made[0].hosts[0]);
    expect(await standing(id)).toEqual([
      [2, 2],
      [1, 1],
      [0, 3],
    ]);
    const read = await scene.org.call('GET', `/v1/bookings/${made[1].id}`);
    expect(read.body.hosts).toEqual(made[1].hosts);
  });

  test('where all take part it is nobody’s turn', async () => {
    const id = await hosted([ana, bo], { assignment_strategy: 'collective' });
    const { assignment } = await scene.org.booked(id, nine);
    expect(assignment).toBeNull();
    expect(await standing(id)).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  test('only one host of an event type counts its bookings too', async () => {
    const id = await hosted([ana]);
    const { id: booking, assignment } = await scene.org.booked(id, nine);
    expect(assignment).toBeNull();
    expect(await standing(id)).toEqual([[0, 1]]);
    await cancel(booking);
    expect(await standing(id)).toEqual([[0, 0]]);
  });

  describe('a host who is asked for', () => {
    test('gets the booking, as its turn', async () => {
      const id = await hosted([ana, bo]);
      const booking = await scene.org.booked(id, nine, { ...guest(1), host_id: bo });
      expect([booking.assigned_host.member_id, booking.assignment]).toEqual([
        bo,
        { strategy: 'round_robin', reason: 'wanted', candidates: 1 },
      ]);
      expect((await standing(id))[1]).toEqual([1, 1]);
    });

    test('is refused while busy, with times that are its own', async () => {
      const id = await hosted([ana, bo]);
      await scene.org.booked(await hosted([bo]), nine);
      const { status, body } = await scene.org.book(id, nine, { ...guest(1), host_id: bo });
      expect([status, body.error.code, body.error.details.reason]).toEqual([
        409,
        'slot_unavailable',
        'booked',
      ]);
      await scene.org.booked(await hosted([bo]), '2026-06-02T09:30:00Z');
      const again = await scene.org.book(id, nine, { ...guest(1), host_id: bo });
      const starts = again.body.error.details.alternatives.map(
        (each: { start_time: string }) => each.start_time,
      );
      expect(starts).not.toContain('2026-06-02T09:30:00Z');
      expect(starts).toContain(ten);
    });

    test('has to be one of its hosts', async () => {
      const id = await hosted([ana, bo]);
      for (const host_id of [cy, 'mbr_01jz5x8k3mqv7e2n4r6t8w9y0a', 'nobody']) {
        const { status, body } = await scene.org.book(id, nine, { ...guest(1), host_id });
        expect([status, body.error.code]).toEqual([409, 'host_unavailable']);
      }
    });
  });

  test('a host with attributes is asked for by them, and its turn is counted', async () => {
    const id = await hosted([ana, bo, cy]);
    const attributes = JSON.stringify({ language: ['en', 'es'] });
    await db().updateTable('members').set({ attributes }).where('id', 'in', [bo, cy]).execute();
    const spanish = { ...guest(1), host_attributes: { language: 'es' } };
    const made = [];
    for (const start of [nine, ten]) made.push(await scene.org.booked(id, start, spanish));
    expect(made.map(({ assigned_host }) => assigned_host.member_id)).toEqual([bo, cy]);
    expect(made[0].assignment).toEqual({ strategy: 'round_robin', reason: 'priority', candidates: 2 });
    expect(await standing(id)).toEqual([
      [0, 0],
      [1, 1],
      [1, 1],
    ]);
    const french = await scene.org.book(id, nine, { ...guest(1), host_attributes: { language: 'fr' } });
    expect([french.status, french.body.error.code]).toEqual([409, 'host_unavailable']);
    await scene.org.booked(await hosted([bo]), '2026-06-02T11:00:00Z');
    await scene.org.booked(await hosted([cy]), '2026-06-02T11:00:00Z');
    const busy = await scene.org.book(id, '2026-06-02T11:00:00Z', spanish);
    expect([busy.status, busy.body.error.details.reason]).toEqual([409, 'booked']);
  });

  test('a list by host finds those whom others are shown for', async () => {
    const id = await hosted([ana, bo, cy]);
    await setShares(db(), id, { [cy]: { required: true } });
    const made = [];
    for (const start of [nine, ten]) made.push((await scene.org.booked(id, start)).id);
    const alone = (await scene.org.booked(await hosted([bo]), nine)).id;
    const of = async (host: string, more = '') =>
      (await scene.org.call('GET', `/v1/bookings?assigned_host_id=${host}${more}`)).body.data.map(
        (each: { id: string }) => each.id,
      );
    expect(await of(cy)).toEqual([made[1], made[0]]);
    expect(await of(ana)).toEqual([made[0]]);
    expect(await of(bo)).toEqual([alone, made[1]]);
    expect(await of(bo, `&start_after=${ten}`)).toEqual([made[1]]);
    expect(await of(bo, '&limit=1')).toEqual([alone]);
    expect(await of(bo, `&starting_after=${alone}`)).toEqual([made[1]]);
  });
});
