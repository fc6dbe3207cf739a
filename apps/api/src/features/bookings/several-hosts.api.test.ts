import { beforeEach, describe, expect, test } from 'vitest';
import { hostsOf, makeHosted, makeMembers, setHosts } from '../../../test/harness/hosts.ts';
import { guest, type TestOrganization, useOrganization } from '../../../test/harness/organization.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';

const nine = '2026-06-02T09:00:00Z';
const ten = '2026-06-02T10:00:00Z';
const eleven = '2026-06-02T11:00:00Z';

describe.each(['postgres', 'embedded'] as const)('an event type of several hosts (%s)', (kind) => {
  const scene = useOrganization(kind);
  let sam: string;
  let ana: string;
  let bo: string;
  beforeEach(async () => {
    const { id } = await scene.org.eventType();
    [sam = ''] = await hostsOf(scene.api.deps.database.db, id);
    [ana = '', bo = ''] = await makeMembers(scene.api, scene.org.organizationId, ['Ana', 'Bo']);
  });

  const hosted = (hosts: readonly string[], fields: object = {}) => makeHosted(scene, hosts, fields);
  const hostedByAll = (hosts: readonly string[], fields: object = {}) =>
    hosted(hosts, { assignment_strategy: 'collective', ...fields });

  const hostOf = ({ body }: { body: { assigned_host?: { member_id: string } } }) =>
    body.assigned_host?.member_id;
  const reasonOf = ({ body }: Awaited<ReturnType<TestOrganization['book']>>) => body.error?.details?.reason;
  const explained = async (id: string, start: string) =>
    (await scene.org.call('GET', `/v1/availability/explain?event_type_id=${id}&start_time=${start}`)).body
      .reason;

  /** Whose time is taken, and how often, at each start. */
  async function taken(): Promise<string[]> {
    const rows = await scene.api.deps.database.db
      .selectFrom('allocations')
      .select(['id', 'subject_id', 'slot_start', 'spots_taken'])
      .where('organization_id', '=', scene.org.organizationId)
      .where('released_at', 'is', null)
      .execute();
    const nameOf = new Map([
      [sam, 'Sam'],
      [ana, 'Ana'],
      [bo, 'Bo'],
    ]);
    return rows
      .map((row) => `${row.slot_start.getUTCHours()} ${nameOf.get(row.subject_id)} ${row.spots_taken}`)
      .sort();
  }

  describe('of whom any will do', () => {
    test('is booked as often as it has hosts, in their order, and offered until then', async () => {
      const id = await hosted([ana, sam, bo]);
      for (const host of [ana, sam, bo]) {
        expect(await scene.org.starts(id, '2026-06-02')).toContain(nine);
        const booked = await scene.org.book(id, nine);
        expect([booked.status, hostOf(booked)]).toEqual([201, host]);
      }
      expect(await scene.org.starts(id, '2026-06-02')).not.toContain(nine);
      expect(await explained(id, nine)).toBe('booked');
      expect(reasonOf(await scene.org.book(id, nine))).toBe('booked');
      expect(await taken()).toEqual(['9 Ana 1', '9 Bo 1', '9 Sam 1']);
    });

    test('is booked with who is free when others are taken by other event types', async () => {
      const id = await hosted([ana, sam]);
      await scene.org.booked(await hosted([ana]), nine);
      expect(hostOf(await scene.org.book(id, nine))).toBe(sam);
      expect(reasonOf(await scene.org.book(id, nine))).toBe('booked');
    });

    test('seats a group with the host who has it open, and the next group with the next', async () => {
      const id = await hosted([ana, sam], { max_attendees: 2 });
      const hosts = [];
      for (const number of [1, 2, 3, 4]) hosts.push(hostOf(await scene.org.book(id, nine, guest(number))));
      expect(hosts).toEqual([ana, ana, sam, sam]);
      expect(reasonOf(await scene.org.book(id, nine, guest(5)))).toBe('full');
      expect(await taken()).toEqual(['9 Ana 2', '9 Sam 2']);
    });

    test('moves a booking to whoever is free, and frees the host whom it had', async () => {
      const id = await hosted([ana, sam]);
      const first = await scene.org.booked(id, nine);
      await scene.org.booked(await hosted([ana]), ten);
      const moved = await scene.org.call('POST', `/v1/bookings/${first.id}/reschedule`, {
        new_start_time: ten,
      });
      expect([moved.status, hostOf(moved)]).toEqual([200, sam]);
      expect(await taken()).toEqual(['10 Ana 1', '10 Sam 1']);
    });

    test('cancels the booking of one host, and leaves the others', async () => {
      const id = await hosted([ana, sam]);
      const [first] = [await scene.org.booked(id, nine), await scene.org.booked(id, nine)];
      await scene.org.call('POST', `/v1/bookings/${first.id}/cancel`);
      expect(await taken()).toEqual(['9 Sam 1']);
      expect(hostOf(await scene.org.book(id, nine))).toBe(ana);
    });

    test('reads the time of an unpaid booking that has lapsed as free, with its own host', async () => {
      const id = await hosted([ana, sam], { price_amount: 500 });
      const unpaid = [await scene.org.booked(id, nine), await scene.org.booked(id, nine)];
      scene.api.clock.moveBy(31 * 60_000);
      expect(hostOf(await scene.org.book(id, nine))).toBe(ana);
      expect(await taken()).toEqual(['9 Ana 1', '9 Sam 1']); // of Sam's the job was not run yet
      const statuses = unpaid.map(
        async (each) => (await scene.org.call('GET', `/v1/bookings/${each.id}`)).body.status,
      );
      expect(await Promise.all(statuses)).toEqual(['cancelled', 'pending_payment']);
    });
  });

  describe('who all take part', () => {
    test('takes the time of each under one claim, shown with the first', async () => {
      const id = await hostedByAll([ana, sam]);
      expect(hostOf(await scene.org.book(id, nine))).toBe(ana);
      expect(await taken()).toEqual(['9 Ana 1', '9 Sam 1']);
      expect(reasonOf(await scene.org.book(id, nine))).toBe('booked');
    });

    test('is offered where all are free, and keeps each from other event types', async () => {
      const id = await hostedByAll([ana, sam]);
      const [ofAna, ofSam] = [await hosted([ana]), await hosted([sam])];
      await scene.org.booked(ofSam, nine);
      expect(await scene.org.starts(id, '2026-06-02')).not.toContain(nine);
      expect(reasonOf(await scene.org.book(id, nine))).toBe('booked');
      await scene.org.booked(id, ten);
      for (const other of [ofAna, ofSam]) expect(reasonOf(await scene.org.book(other, ten))).toBe('booked');
    });

    test('moves all of them together, also into time that the booking has itself', async () => {
      const id = await hostedByAll([ana, sam], { slot_interval_minutes: 15 });
      const { id: booking } = await scene.org.booked(id, nine);
      for (const [new_start_time, expected] of [
        ['2026-06-02T09:15:00Z', ['9 Ana 1', '9 Sam 1']],
        [eleven, ['11 Ana 1', '11 Sam 1']],
      ] as const) {
        const moved = await scene.org.call('POST', `/v1/bookings/${booking}/reschedule`, { new_start_time });
        expect(moved.status).toBe(200);
        expect(await taken()).toEqual(expected);
      }
      await scene.org.call('POST', `/v1/bookings/${booking}/cancel`);
      expect(await taken()).toEqual([]);
    });

    test('seats a group with all of them, until the last one leaves', async () => {
      const id = await hostedByAll([ana, sam], { max_attendees: 2 });
      const bookings = [
        await scene.org.booked(id, nine, guest(1)),
        await scene.org.booked(id, nine, guest(2)),
      ];
      expect(reasonOf(await scene.org.book(id, nine, guest(3)))).toBe('full');
      const left = [];
      for (const { id: booking } of bookings) {
        left.push(await taken());
        await scene.org.call('POST', `/v1/bookings/${booking}/cancel`);
      }
      left.push(await taken());
      expect(left).toEqual([['9 Ana 2', '9 Sam 2'], ['9 Ana 1', '9 Sam 1'], []]);
    });

    test('seats nobody more in a group that opened before one of them came', async () => {
      const id = await hostedByAll([ana], { max_attendees: 3 });
      await scene.org.booked(id, nine, guest(1));
      await setHosts(scene.api.deps.database.db, id, [ana, sam]);
      expect(reasonOf(await scene.org.book(id, nine, guest(2)))).toBe('booked');
      expect(await taken()).toEqual(['9 Ana 1']);
      await scene.org.booked(id, ten, guest(2));
      expect(await taken()).toEqual(['10 Ana 1', '10 Sam 1', '9 Ana 1']);
    });

    test('reads as free to an event type of its second host once it has lapsed, and is released', async () => {
      const id = await hostedByAll([ana, sam], { price_amount: 500 });
      const ofSam = await hosted([sam]);
      const { id: unpaid } = await scene.org.booked(id, nine);
      expect(reasonOf(await scene.org.book(ofSam, nine))).toBe('booked');
      scene.api.clock.moveBy(31 * 60_000);
      expect(await scene.org.starts(ofSam, '2026-06-02')).toContain(nine);
      await scene.org.booked(ofSam, nine);
      expect((await scene.org.call('GET', `/v1/bookings/${unpaid}`)).body.status).toBe('cancelled');
      expect(await taken()).toEqual(['9 Sam 1']);
    });

    test('gives the time of its second host to who waits for another event type of that host', async () => {
      const id = await hostedByAll([ana, sam]);
      const ofSam = await hosted([sam], { waitlist_enabled: true });
      const { id: booking } = await scene.org.booked(id, nine);
      const wish = { event_type_id: ofSam, start_time: nine, duration_minutes: 30, invitee_timezone: 'UTC' };
      const joined = await scene.org.call('POST', '/v1/waitlist', { ...wish, ...guest(1) });
      expect(joined.status).toBe(201);
      await scene.org.call('POST', `/v1/bookings/${booking}/cancel`);
      await runDueJobs(scene.api);
      const entry = await scene.org.call('GET', `/v1/waitlist/${joined.body.id}`);
      expect(entry.body.status).toBe('promoted');
      expect(await taken()).toEqual(['9 Sam 1']);
    });
  });
});
