import { beforeEach, describe, expect, test } from 'vitest';
import { makeHosted, makeTrio, setShares, sharesOf } from '../../../test/harness/hosts.ts';
import { guest, useOrganization } from '../../../test/harness/organization.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';

const nine = '2026-06-02T09:00:00Z';
const ten = '2026-06-02T10:00:00Z';

describe.each(['postgres', 'embedded'] as const)('a booking that another host shall hold (%s)', (kind) => {
  const scene = useOrganization(kind);
  let ana: string;
  let bo: string;
  let cy: string;
  beforeEach(async () => {
    [ana, bo, cy] = await makeTrio(scene);
  });
  const db = () => scene.api.deps.database.db;

  const hosted = (hosts: readonly string[], fields: object = {}) => makeHosted(scene, hosts, fields);
  const reassign = (id: string, body: object = {}) =>
    scene.org.call('POST', `/v1/bookings/${id}/reassign`, body);
  const refusal = ({ status, body }: Awaited<ReturnType<typeof reassign>>) => [
    status,
    body.error?.code,
    body.error?.details?.reason,
  ];
  const tagsOf = async (id: string) => {
    const shares = await sharesOf(db(), id);
    return [ana, bo, cy].map((host) => shares[host]?.tag ?? null);
  };

  test('goes to the member who is named, with its turn', async () => {
    const id = await hosted([ana, bo, cy]);
    const booking = await scene.org.booked(id, nine);
    const given = await reassign(booking.id, { member_id: cy, reason: 'Ana is travelling' });
    expect(given.status).toBe(200);
    expect(given.body).toMatchObject({
      id: booking.id,
      start_time: nine,
      status: 'confirmed',
      revision: 1,
      assigned_host: { member_id: cy, name: 'Cy' },
      hosts: [{ member_id: cy }],
      assignment: { strategy: 'round_robin', reason: 'wanted', candidates: 1 },
    });
    expect((await scene.org.call('GET', `/v1/bookings/${booking.id}`)).body).toEqual(given.body);
    expect(await tagsOf(id)).toEqual([0, 0, 1]);
    const shares = await sharesOf(db(), id);
    expect([shares[ana]?.bookings, shares[cy]?.bookings]).toEqual([0, 1]);
  });

  test('is told once, with who held it and who does', async () => {
    const booking = await scene.org.booked(await hosted([ana, bo]), nine);
    await reassign(booking.id, { reason: 'Ana is travelling' });
    const events = (await scene.org.events()).filter(({ event }) => event === 'booking.reassigned');
    expect(events).toHaveLength(1);
    expect(events[0].data).toMatchObject({
      id: booking.id,
      revision: 1,
      assigned_host: { member_id: bo },
      previous_host: { member_id: ana, name: 'Ana', email: 'ana@example.com' },
      previous_hosts: [{ member_id: ana }],
      reassign_reason: 'Ana is travelling',
    });
    expect(events[0].data).not.toHaveProperty('cancel_token');
  });

  test('goes to whose turn it is where nobody is named', async () => {
    const id = await hosted([ana, bo, cy]);
    const first = await scene.org.booked(id, nine);
    await scene.org.booked(id, ten);
    const given = await reassign(first.id);
    expect(given.body.assigned_host.member_id).toBe(cy);
    expect(given.body.assignment).toEqual({ strategy: 'round_robin', reason: 'fair_share', candidates: 2 });
  });

  test('stays as it is with whoever holds it', async () => {
    const booking = await scene.org.booked(await hosted([ana, bo]), nine);
    const same = await reassign(booking.id, { member_id: ana });
    expect([same.status, same.body]).toEqual([200, booking]);
    expect((await scene.org.events()).map(({ event }) => event)).not.toContain('booking.reassigned');
  });

  test('goes from one to the other and back', async () => {
    const id = await hosted([ana, bo]);
    const booking = await scene.org.booked(id, nine);
    for (const [revision, member_id] of [
      [1, bo],
      [2, ana],
    ] as const) {
      const { body } = await reassign(booking.id, { member_id });
      expect([body.revision, body.assigned_host.member_id]).toEqual([revision, member_id]);
    }
    expect(await tagsOf(id)).toEqual([1, 0, null]);
  });

  test('is refused while whoever is named is booked, forced or not', async () => {
    const booking = await scene.org.booked(await hosted([ana, bo]), nine);
    await scene.org.booked(await hosted([bo]), nine);
    for (const body of [{ member_id: bo }, { member_id: bo, force: true }, {}])
      expect(refusal(await reassign(booking.id, body))).toEqual([409, 'slot_unavailable', 'booked']);
  });

  test('is refused where nobody else is a host, or the one who is named is none', async () => {
    const alone = await scene.org.booked(await hosted([ana]), nine);
    expect(refusal(await reassign(alone.id))).toEqual([409, 'host_unavailable', undefined]);
    const booking = await scene.org.booked(await hosted([ana, bo]), ten);
    for (const member_id of [cy, 'nobody'])
      expect(refusal(await reassign(booking.id, { member_id }))).toEqual([
        409,
        'host_unavailable',
        undefined,
      ]);
  });

  test('may be given on inside the notice and outside the hours of today', async () => {
    const id = await hosted([ana, bo]);
    const booking = await scene.org.booked(id, nine);
    await scene.org.call('PATCH', `/v1/event-types/${id}`, { minimum_notice_minutes: 43_200 });
    await scene.org.call('PUT', `/v1/event-types/${id}/availability`, { timezone: 'UTC', rules: [] });
    expect((await reassign(booking.id)).body.assigned_host.member_id).toBe(bo);
  });

  test('stays where it was cancelled, or has begun', async () => {
    const id = await hosted([ana, bo]);
    const [gone, begun] = [await scene.org.booked(id, ten), await scene.org.booked(id, nine)];
    await scene.org.call('POST', `/v1/bookings/${gone.id}/cancel`);
    expect(refusal(await reassign(gone.id))).toEqual([409, 'booking_cancelled', undefined]);
    scene.api.clock.moveTo(nine);
    expect(refusal(await reassign(begun.id))).toEqual([409, 'conflict', undefined]);
  });

  test('keeps whom every meeting needs, and cannot leave where all take part', async () => {
    const id = await hosted([ana, bo, cy]);
    await setShares(db(), id, { [cy]: { required: true } });
    const booking = await scene.org.booked(id, nine);
    const given = await reassign(booking.id);
    expect(given.body.hosts.map(({ name }: { name: string }) => name)).toEqual(['Cy', 'Bo']);
    const all = await scene.org.booked(await hosted([ana, bo], { assignment_strategy: 'collective' }), ten);
    expect(refusal(await reassign(all.id))).toEqual([409, 'conflict', undefined]);
  });

  test('leaves its group, and joins that of the other host', async () => {
    const id = await hosted([ana, bo], { max_attendees: 3 });
    const made = [];
    for (const number of [1, 2]) made.push(await scene.org.booked(id, nine, guest(number)));
    expect((await reassign(made[0].id)).body.assigned_host.member_id).toBe(bo);
    expect(await tagsOf(id)).toEqual([1, 1, null]);
    expect((await reassign(made[1].id)).body.assigned_host.member_id).toBe(bo);
    expect(await tagsOf(id)).toEqual([0, 1, null]);
    const rows = await db()
      .selectFrom('allocations')
      .select(['subject_id', 'spots_taken'])
      .where('event_type_id', '=', id)
      .where('released_at', 'is', null)
      .execute();
    expect(rows).toEqual([{ subject_id: bo, spots_taken: 2 }]);
  });

  test('frees the time of who held it, for whoever waits for that', async () => {
    const id = await hosted([ana, bo]);
    const ofAna = await hosted([ana], { waitlist_enabled: true });
    const booking = await scene.org.booked(id, nine);
    const wish = { event_type_id: ofAna, start_time: nine, invitee_timezone: 'UTC' };
    const person = { invitee_name: 'Kim', invitee_email: 'kim@example.com' };
    const joined = await scene.org.call('POST', '/v1/waitlist', { ...wish, ...person });
    expect(joined.status).toBe(201);
    await reassign(booking.id);
    await runDueJobs(scene.api);
    expect((await scene.org.call('GET', `/v1/waitlist/${joined.body.id}`)).body.status).toBe('promoted');
  });
});
