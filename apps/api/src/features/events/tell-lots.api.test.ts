import { sql } from 'kysely';
import pg from 'pg';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { joined, numbered } from '../../../test/harness/waitlist-scene.ts';
import { allEvents, useWebhooks } from '../../../test/harness/webhook-scene.ts';
import type { StoredMessage } from '../../events/record.ts';
import { messageOf } from './tell.ts';
import { tellMessages } from './tell-messages.ts';

describe.each(['postgres', 'embedded'] as const)('a lot of messages (%s)', (kind) => {
  const scene = useWebhooks(kind);
  afterEach(() => vi.restoreAllMocks());

  /** All messages of the organization. */
  async function messages(): Promise<StoredMessage[]> {
    const { db } = scene.api.deps.database;
    const all = db.selectFrom('events').selectAll().where('organization_id', '=', scene.org.organizationId);
    return (await all.orderBy('id').execute()).map(messageOf);
  }
  const tell = async (lot: readonly StoredMessage[]) =>
    expect(await tellMessages(scene.api.deps, lot)).toEqual(lot.map(() => null));
  const query = async (text: string) =>
    (await sql.raw<Record<string, unknown>>(text).execute(scene.api.deps.database.db)).rows;

  /** Everything that reactions write, without what is new each time. */
  async function written() {
    const { organizationId } = scene.org;
    return {
      deliveries: await query(`select to_jsonb(d) - 'id' as row from webhook_deliveries d
        where organization_id = '${organizationId}' order by endpoint_id, message_id`),
      mails: await query(`select to_jsonb(m) - 'id' - 'message_id_header' - 'facts_sealed' as row from mails m
        where organization_id = '${organizationId}' order by cause, recipient_role, recipient_address`),
      organizers: await query(`select * from invite_organizers
        where organization_id = '${organizationId}' order by booking_id`),
      jobs: await query(`select name, data - 'deliveryId' as data, group_id,
          case when start_after = created_on then null else start_after end as start_after
        from pgboss.job order by name, data::text, start_after`),
    };
  }
  const forget = async () => {
    for (const table of ['webhook_deliveries', 'mails', 'invite_organizers', 'pgboss.job'])
      await query(`delete from ${table}`);
  };

  /** Two event types, parties, both modes, moves, cancellations and promotions, heard by three endpoints. */
  async function aBusyDay(day = '2026-06-08', next = '2026-06-09') {
    const { api, org } = scene;
    await scene.endpoint();
    await scene.endpoint({ events: [...allEvents, 'waitlist.promoted'] });
    await scene.endpoint({ events: ['booking.cancelled'], key: org.liveKey });
    const yoga = await org.eventType({ waitlist_enabled: true, reminder_intervals: [60, 1440] });
    const talk = await org.eventType();
    const bookings = [];
    for (const hour of ['09', '10', '11', '12'])
      bookings.push(await org.booked(yoga.id, `${day}T${hour}:00:00Z`));
    bookings.push(await org.booked(talk.id, `${day}T13:00:00Z`));
    const live = { key: org.liveKey };
    const body = { event_type_id: talk.id, start_time: `${next}T09:00:00Z` };
    const attendees = [1, 2].map((n) => ({ name: `Guest ${n}`, email: `guest-${n}@example.com` }));
    const booked = await api.call('POST', '/v1/bookings', {
      ...live,
      body: { ...body, invitee_name: 'Kim', invitee_email: 'kim@example.com', attendees },
    });
    await api.call('POST', `/v1/bookings/${booked.body.id}/cancel`, live);
    await joined(org, yoga.id, `${day}T09:00:00Z`, numbered(1));
    await org.call('POST', `/v1/bookings/${bookings[0]?.id}/cancel`);
    await org.call('POST', `/v1/bookings/${bookings[1]?.id}/reschedule`, {
      new_start_time: `${next}T10:00:00Z`,
    });
    await scene.runDueJobs(); // somebody is promoted
  }

  test('writes what each of them would write by itself', async () => {
    await aBusyDay();
    const told = await messages();
    await forget();
    for (const message of told) await tell([message]);
    const oneByOne = await written();
    expect(oneByOne.mails.length).toBeGreaterThan(12); // the premise
    expect(oneByOne.deliveries.length).toBeGreaterThan(12);
    expect(oneByOne.jobs.map(({ name }) => name)).toContain('notifications.remind');
    await forget();
    await tell(told);
    expect(await written()).toEqual(oneByOne);
    await tell(told);
    expect((await written()).mails).toEqual(oneByOne.mails);
    await forget();
  });

  test.runIf(kind === 'postgres')('is done in as many statements as half of it', async () => {
    await aBusyDay();
    await forget();
    const some = (await messages()).length;
    await aBusyDay('2026-06-15', '2026-06-16');
    const told = await messages();
    expect(told.length).toBe(2 * some);
    await forget();
    const sent = vi.spyOn(pg.Client.prototype, 'query');
    const statementsFor = async (lot: readonly StoredMessage[]) => {
      sent.mockClear();
      await tell(lot);
      return sent.mock.contexts.filter((client) => isForRequests(client as pg.Client)).length;
    };
    const forHalf = await statementsFor(told.slice(0, some));
    expect(await statementsFor(told.slice(some))).toBe(forHalf);
    await forget();
    expect(await statementsFor(told)).toBe(forHalf);
    await forget();
  });
});

/** The queue asks and announces on connections of its own. */
const isForRequests = (client: pg.Client) =>
  (client as unknown as { connectionParameters: { application_name?: string } }).connectionParameters
    .application_name === 'astrocal';
