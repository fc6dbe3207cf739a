import { beforeEach, describe, expect, test } from 'vitest';
import { makeHosted, setShares, sharesOf } from '../../../test/harness/hosts.ts';
import { guest, useOrganization } from '../../../test/harness/organization.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import { handOver } from './hand-over.ts';

const nine = '2026-06-02T09:00:00Z';
const ten = '2026-06-02T10:00:00Z';

describe.each(['postgres', 'embedded'] as const)(
  'the bookings that a removed member has ahead (%s)',
  (kind) => {
    const scene = useOrganization(kind);
    let ana: string;
    let bo: string;
    let cy: string;
    beforeEach(async () => {
      [ana, bo, cy] = (await Promise.all(['Ana', 'Bo', 'Cy'].map(member))) as [string, string, string];
    });

    const call = (method: string, path: string, body?: object) => scene.org.call(method, path, body);
    const db = () => scene.api.deps.database.db;
    const hosted = (hosts: readonly string[], fields: object = {}) => makeHosted(scene, hosts, fields);
    const read = async (id: string) => (await call('GET', `/v1/bookings/${id}`)).body;
    const holdersOf = async (id: string) => (await read(id)).hosts.map(({ name }: { name: string }) => name);
    const reassigned = async () =>
      (await scene.org.events()).filter(({ event }) => event === 'booking.reassigned');

    async function member(name: string): Promise<string> {
      const body = { name, email: `${name.toLowerCase()}@example.com` };
      return (await call('POST', '/v1/members', body)).body.id;
    }
    async function begun(id: string) {
      const { status, body } = await call('DELETE', `/v1/members/${id}`, { bookings: 'reassign' });
      expect([status, body.status]).toEqual([200, 'working']);
      return body;
    }
    const removalOf = async ({ id }: { id: string }) => (await call('GET', `/v1/member-removals/${id}`)).body;
    async function removed(id: string) {
      const removal = await begun(id);
      await runDueJobs(scene.api);
      return removalOf(removal);
    }

    test('go to whose turn it is, each told once', async () => {
      const id = await hosted([ana, bo, cy]);
      const made = [];
      for (const hour of ['09', '10', '11', '12'])
        made.push(await scene.org.booked(id, `2026-06-02T${hour}:00:00Z`));
      expect(made.map((each) => each.hosts[0].name)).toEqual(['Ana', 'Bo', 'Cy', 'Ana']);
      expect(await removed(ana)).toMatchObject({
        bookings: 'reassign',
        status: 'done',
        total: 2,
        reassigned: 2,
        cancelled: 0,
        kept: 0,
        failed: [],
      });
      expect(await Promise.all(made.map((each) => holdersOf(each.id)))).toEqual([
        ['Bo'],
        ['Bo'],
        ['Cy'],
        ['Cy'],
      ]);
      const shares = await sharesOf(db(), id);
      expect([shares[bo], shares[cy]]).toMatchObject([
        { bookings: 2, tag: 2 },
        { bookings: 2, tag: 2 },
      ]);
      expect((await reassigned()).map(({ data }) => data)).toMatchObject(
        [made[0], made[3]].map(({ id }) => ({
          id,
          revision: 1,
          previous_host: { member_id: ana },
          reassign_reason: 'The host isn’t available any more.',
        })),
      );
    });

    test('stay where nobody else can hold them, and say why', async () => {
      const shared = await hosted([ana, bo]);
      const booked = await scene.org.booked(shared, nine);
      await scene.org.booked(await hosted([bo]), nine);
      const alone = await scene.org.booked(await hosted([ana]), ten);
      expect(await removed(ana)).toMatchObject({
        status: 'done',
        total: 2,
        reassigned: 0,
        kept: 2,
        failed: [
          { booking_id: booked.id, reason: 'slot_unavailable' },
          { booking_id: alone.id, reason: 'host_unavailable' },
        ],
      });
      expect([await holdersOf(booked.id), await holdersOf(alone.id)]).toEqual([['Ana'], ['Ana']]);
      expect(await reassigned()).toEqual([]);
    });

    test('go on without the member where all take part, or where somebody was chosen beside', async () => {
      const collective = await hosted([ana, bo, cy], { assignment_strategy: 'collective' });
      const together = await scene.org.booked(collective, nine);
      const led = await hosted([ana, bo, cy]);
      await setShares(db(), led, { [ana]: { required: true } });
      const withLead = await scene.org.booked(led, ten);
      expect(await holdersOf(withLead.id)).toEqual(['Ana', 'Bo']);
      expect(await removed(ana)).toMatchObject({ total: 2, reassigned: 2, kept: 0 });
      expect(await read(together.id)).toMatchObject({
        hosts: [{ member_id: bo }, { member_id: cy }],
        assigned_host: { member_id: bo },
        assignment: null,
        revision: 1,
      });
      expect(await read(withLead.id)).toMatchObject({
        hosts: [{ member_id: bo }],
        assignment: withLead.assignment,
      });
      const rows = await db()
        .selectFrom('allocations')
        .select('subject_id')
        .where('event_type_id', '=', collective)
        .where('released_at', 'is', null)
        .execute();
      expect(rows.map(({ subject_id }) => subject_id).sort()).toEqual([bo, cy].sort());
      for (const { id } of [together, withLead])
        expect((await call('POST', `/v1/bookings/${id}/cancel`)).body.status).toBe('cancelled');
      expect((await sharesOf(db(), led))[bo]).toMatchObject({ bookings: 0, tag: 0 });
    });

    test('do not go on with those alone who were removed before and kept them', async () => {
      const id = await hosted([ana, bo], { assignment_strategy: 'collective' });
      const together = await scene.org.booked(id, nine);
      const kept = await call('DELETE', `/v1/members/${ana}`, { bookings: 'keep' });
      expect(kept.body).toMatchObject({ kept: 1 });
      expect(await removed(bo)).toMatchObject({
        reassigned: 0,
        kept: 1,
        failed: [{ booking_id: together.id, reason: 'host_unavailable' }],
      });
      expect(await holdersOf(together.id)).toEqual(['Ana', 'Bo']);
    });

    test('keep whom every meeting needs, beside somebody else who is chosen', async () => {
      const id = await hosted([ana, bo, cy]);
      await setShares(db(), id, { [cy]: { required: true } });
      const booking = await scene.org.booked(id, nine);
      expect(await holdersOf(booking.id)).toEqual(['Cy', 'Ana']);
      expect(await removed(ana)).toMatchObject({ reassigned: 1 });
      expect(await holdersOf(booking.id)).toEqual(['Cy', 'Bo']);
    });

    test('of a group go on together', async () => {
      const any = await hosted([ana, bo], { max_attendees: 3 });
      const all = await hosted([ana, cy], { max_attendees: 3, assignment_strategy: 'collective' });
      const made = [];
      for (const [eventTypeId, start] of [
        [any, nine],
        [any, nine],
        [all, ten],
        [all, ten],
      ] as const)
        made.push(await scene.org.booked(eventTypeId, start, guest(made.length)));
      expect(await removed(ana)).toMatchObject({ total: 4, reassigned: 4, kept: 0 });
      expect(await Promise.all(made.map((each) => holdersOf(each.id)))).toEqual([
        ['Bo'],
        ['Bo'],
        ['Cy'],
        ['Cy'],
      ]);
      const rows = await db()
        .selectFrom('allocations')
        .select(['subject_id', 'spots_taken'])
        .where('event_type_id', 'in', [any, all])
        .where('released_at', 'is', null)
        .orderBy('slot_start')
        .execute();
      expect(rows).toEqual([
        { subject_id: bo, spots_taken: 2 },
        { subject_id: cy, spots_taken: 2 },
      ]);
    });

    test('that somebody dealt with meanwhile are left', async () => {
      const id = await hosted([ana, bo, cy]);
      const made = [];
      for (const hour of ['09', '10', '11'])
        made.push(await scene.org.booked(id, `2026-06-02T${hour}:00:00Z`, { ...guest(1), host_id: ana }));
      const removal = await begun(ana);
      await call('POST', `/v1/bookings/${made[0].id}/cancel`);
      await call('POST', `/v1/bookings/${made[1].id}/reassign`, { member_id: cy });
      await runDueJobs(scene.api);
      expect(await removalOf(removal)).toMatchObject({ total: 3, reassigned: 1, kept: 0, failed: [] });
      expect(await holdersOf(made[1].id)).toEqual(['Cy']);
    });

    test('are each dealt with and counted once where a worker dies half way', async () => {
      const id = await hosted([ana, bo]);
      const made = [];
      for (const hour of ['09', '10', '11', '12'])
        made.push(await scene.org.booked(id, `2026-06-02T${hour}:00:00Z`, { ...guest(1), host_id: ana }));
      await scene.org.booked(await hosted([bo]), made[0].start_time);
      const removal = await begun(ana);
      const { deps } = scene.api;
      let begunTransactions = 0; // the first loses by the plan that is remembered of the hosts as they were
      const dying = {
        ...deps,
        database: {
          ...deps.database,
          inTransaction: (async (work) => {
            if (++begunTransactions === 4) throw new Error('The worker dies.');
            return deps.database.inTransaction(work);
          }) as typeof deps.database.inTransaction,
        },
      };
      const data = { organization_id: scene.org.organizationId, id: removal.id };
      const job = { id: 'job', data, signal: new AbortController().signal };
      await expect(handOver.handle(dying, job)).rejects.toThrow('The worker dies.');
      expect(await removalOf(removal)).toMatchObject({ status: 'working', reassigned: 1, kept: 1 });
      await runDueJobs(scene.api);
      expect(await removalOf(removal)).toMatchObject({
        status: 'done',
        total: 4,
        reassigned: 3,
        kept: 1,
        failed: [{ booking_id: made[0].id, reason: 'slot_unavailable' }],
      });
      expect(await reassigned()).toHaveLength(3);
    });

    test('free nobody else’s time: who waits for the next host gets none that they took', async () => {
      const id = await hosted([ana, bo], { waitlist_enabled: true });
      const booking = await scene.org.booked(id, nine);
      await scene.org.booked(id, nine);
      const wish = { event_type_id: id, start_time: nine, invitee_timezone: 'UTC', ...guest(2) };
      const { body: entry } = await call('POST', '/v1/waitlist', wish);
      expect(await removed(ana)).toMatchObject({ reassigned: 0, kept: 1 });
      expect((await call('GET', `/v1/waitlist/${entry.id}`)).body.status).toBe('waiting');
      expect(await holdersOf(booking.id)).toEqual(['Ana']);
    });
  },
);
