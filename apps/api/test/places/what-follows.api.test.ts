import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimDue, giveBack, renewClaims } from '../../src/attempts/claim.ts';
import type { AnyAttemptKind } from '../../src/attempts/kind.ts';
import { dueText } from '../../src/attempts/statements.ts';
import { forgetOnce } from '../../src/bootstrap/forgetting.ts';
import { features } from '../../src/features/index.ts';
import { replaceLogo } from '../../src/features/organizations/store-logos.ts';
import { newId } from '../../src/lib/ids.ts';
import { createTestApi, type TestApi, testStart } from '../harness/api.ts';
import { type MailServer, startMailServer } from '../harness/mail-server.ts';
import { createTestOrganization, type TestOrganization } from '../harness/organization.ts';
import { createReceiver, type Receiver } from '../harness/receiver.ts';
import { runDueJobs } from '../harness/run-due-jobs.ts';
import { joined, kim } from '../harness/waitlist-scene.ts';
import { createPairedDatabase, type PairedDatabase } from './paired-database.ts';

let paired: PairedDatabase;
let api: TestApi;
let mail: MailServer;
let receiver: Receiver;
let orgs: TestOrganization[];
beforeAll(async () => {
  paired = await createPairedDatabase();
  mail = await startMailServer();
  receiver = await createReceiver();
  api = await createTestApi('postgres', { mail: mail.settings }, { on: paired });
  orgs = [await createTestOrganization(api, 'live'), await createTestOrganization(api, 'live')];
  expect(new Set(orgs.map(({ organizationId }) => paired.sideOf(organizationId))).size).toBe(2);
});
afterAll(async () => {
  await api.close();
  await mail.close();
  await receiver.close();
});
beforeEach(() => {
  api.clock.moveTo(testStart);
  paired.faults.splice(0);
});

describe('what follows from a request names it too', () => {
  const picture = {
    logo: { type: 'image/png', content: new Uint8Array([1]), version: 'v1' },
    now: new Date(testStart),
  } as const;
  const day = 86_400_000;
  const run = () => runDueJobs(api);
  const nine = '2026-06-02T09:00:00Z';
  const ten = '2026-06-09T10:00:00Z';

  /** One organization lives through everything that the server does by itself. */
  async function live(org: TestOrganization): Promise<void> {
    const hook = {
      url: receiver.url,
      events: ['booking.created', 'booking.cancelled', 'booking.rescheduled'],
    };
    const endpoint = (await org.call('POST', '/v1/webhooks', hook)).body;
    const fields = { waitlist_enabled: true, reminder_intervals: [60], max_attendees: 1 };
    const { id } = await org.eventType(fields);
    const capped = await org.eventType({ booking_cap: 5, booking_cap_period: 'daily', max_attendees: 3 });
    const priced = await org.eventType({ price_amount: 900, price_currency: 'eur' });

    const booking = await org.booked(id, nine);
    await joined(org, id, nine);
    await joined(org, id, nine, { invitee_email: 'never@example.com' });
    await run();
    await org.call('POST', `/v1/bookings/${booking.id}/cancel`);
    await run();
    expect((await org.call('GET', '/v1/waitlist?status=promoted')).body.data).toHaveLength(1);

    const shared = await org.eventType();
    const member = await org.call('POST', '/v1/members', { name: 'Bo', email: 'bo@example.com' });
    const organization_id = org.organizationId;
    const host = { organization_id, event_type_id: shared.id, member_id: member.body.id, position: 1 };
    const hostId = newId('host', api.clock.now());
    await api.deps.database.db
      .insertInto('event_type_hosts')
      .values({ ...host, id: hostId })
      .execute();
    await org.booked(shared.id, '2026-06-02T14:00:00Z');
    const times = { timezone: 'UTC', rules: [{ day_of_week: 3, start_time: '09:00', end_time: '17:00' }] };
    await org.call('PUT', `/v1/members/${member.body.id}/schedule`, times);
    const away = { start_date: '2026-12-24', end_date: '2026-12-31' };
    await org.call('POST', `/v1/members/${member.body.id}/absences`, away);
    const leaver = await org.call('POST', '/v1/members', { name: 'Cy', email: 'cy@example.com' });
    await org.call('DELETE', `/v1/members/${leaver.body.id}`);
    await org.call('POST', '/v1/invitations', { email: 'di@example.com', role: 'member' });
    await org.call('POST', '/v1/embed-sessions', { kind: 'booker', event_type_id: id });
    await api.deps.database.inTransaction((tx) => replaceLogo(tx, org.organizationId, picture));
    await org.call('PATCH', '/v1/organization', { slug: `moved-${org.organizationId.slice(-6)}` });
    const group = await org.booked(capped.id, '2026-06-02T10:00:00Z', kim);
    await org.booked(capped.id, '2026-06-02T10:00:00Z');
    await org.call('POST', `/v1/bookings/${group.id}/reschedule`, { new_start_time: '2026-06-02T11:00:00Z' });
    await org.booked(priced.id, '2026-06-02T12:00:00Z');
    await run();
    api.clock.moveBy(35 * 60_000); // what was not paid lapses
    await run();
    api.clock.moveTo('2026-06-02T08:00:00Z'); // reminders are due
    await run();
    api.clock.moveBy(2 * day); // whoever waits waits for what is past
    await run();
    await org.call('POST', `/v1/webhooks/${endpoint.id}/replay`, { since: testStart });
    await run();

    const again = { key: org.liveKey, headers: { 'idempotency-key': 'once' }, body: { name: 'Another' } };
    expect((await api.call('POST', '/v1/api-keys', again)).status).toBe(201);
    expect((await org.call('GET', '/v1/usage')).status).toBe(200);
    expect((await api.call('GET', '/v1/openapi.json')).status).toBe(200);
  }

  test('webhooks, mails, the waitlist, reminders, what lapses, what is sent again', async () => {
    for (const org of orgs) {
      api.clock.moveTo(testStart);
      await live(org);
    }
    expect(paired.faults).toEqual([]);
    expect(mail.received.length).toBeGreaterThan(10);
    expect(receiver.requests.length).toBeGreaterThan(10);
    for (const side of [0, 1] as const) {
      const empty = Object.entries(await paired.countOn(side)).filter(([, count]) => count === 0);
      expect(empty.map(([table]) => table)).toEqual([]);
    }
  });

  test('whoever comes with a token, an older token or a view', async () => {
    for (const org of orgs) {
      const { id } = await org.eventType({ waitlist_enabled: true });
      const booking = await org.booked(id, ten);
      const entry = await joined(org, id, ten);
      // A token of release 0.1.0 names no organization; this one opens nothing.
      const older = 'A'.repeat(43);
      const pages = [
        `/bookings/${booking.id}?token=${booking.cancel_token}`,
        `/bookings/${booking.id}?token=${older}`,
        `/waitlist/${entry.id}?token=${entry.cancel_token}`,
        `/waitlist/${entry.id}?token=${older}`,
        `/book/${id}`,
        `/book/${(await org.call('GET', `/v1/event-types/${id}`)).body.slug}`,
      ];
      for (const url of pages) await api.server.inject({ url });
    }
    expect(paired.faults).toEqual([]);
  });

  test('a worker of attempts', async () => {
    const { database } = api.deps;
    const endpoints = orgs.map(async ({ organizationId, liveKey: key }) => {
      const hook = { url: receiver.url, events: ['booking.created'] };
      const { body } = await api.call('POST', '/v1/webhooks', { key, body: hook });
      // The answer has come, and the row is due again as if it had not.
      const { body: made } = await api.call('POST', `/v1/webhooks/${body.id}/test`, { key });
      await database.db
        .updateTable('webhook_deliveries')
        .set({ status: 'pending', next_attempt_at: new Date(0) })
        .where('organization_id', '=', organizationId)
        .where('id', '=', made.id)
        .execute();
      return organizationId;
    });
    const organizationIds = await Promise.all(endpoints);
    const now = api.clock.now();
    const kinds = features.flatMap(({ attempts = [] }) => attempts) as readonly AnyAttemptKind[];
    const { rows } = await database.queueConnection.executeSql(dueText(kinds), [new Date(now)]);
    expect(rows.map((row) => row.organization_id)).toEqual(expect.arrayContaining(organizationIds));
    for (const kind of kinds)
      for (const row of rows.filter(({ name }) => name === kind.name)) {
        const owner = { organizationId: String(row.organization_id), isTest: row.is_test === true };
        const room = { lanes: [], atMost: 5, unproven: 5 };
        const asked = [{ owner, room }];
        const [{ claims } = { claims: [] }] = await claimDue(database.queueConnection, kind, { asked, now });
        expect(claims).not.toEqual([]);
        expect(await renewClaims(database.queueConnection, kind, { claims, now })).toEqual([]);
        await giveBack(database.queueConnection, kind, claims);
      }
    expect(paired.faults).toEqual([]);
  });

  test('what is kept for a time only is deleted on both sides', async () => {
    await run(); // what is not told yet stays
    const { db } = api.deps.database;
    const organizationIds = orgs.map(({ organizationId }) => organizationId);
    const countOf = async (organizationId: string) =>
      (await sql`select id from events where organization_id = ${organizationId}`.execute(db)).rows.length;
    for (const organizationId of organizationIds) {
      expect(await countOf(organizationId)).toBeGreaterThan(0);
      await sql`update events set created_at = now() - interval '40 days'
        where organization_id = ${organizationId}`.execute(db);
    }
    await forgetOnce(api.deps);
    for (const organizationId of organizationIds) expect(await countOf(organizationId)).toBe(0);
    expect(paired.faults).toEqual([]);
  });
});

/** What names no organization, and why. */
const askedEverywhere: Readonly<Record<string, RegExp>> = {
  'of a token of release 0.1.0: the booking': /from "bookings" where "id" = \$1$/,
  'of a token of release 0.1.0: the waitlist entry': /from "waitlist_entries" where "id" = \$1$/,
  'whose attempts are due, with the row where a test makes them one by one': /next_attempt_at/,
  'what is old, to be deleted by its keys': /(created|expires)_at < now\(\) - .* limit [12]000$/,
  'the start, and the document of the server: the first organization': /from "organizations" order by "id"/,
};

test('what names no organization is asked of both databases, and this is all of it', () => {
  const asked = [...paired.askedEverywhere].map((text) => text.trim());
  const reasons = Object.entries(askedEverywhere);
  expect(asked.filter((text) => !reasons.some(([, pattern]) => pattern.test(text)))).toEqual([]);
  const unused = reasons.filter(([, pattern]) => !asked.some((text) => pattern.test(text)));
  expect(unused.map(([reason]) => reason)).toEqual([]);
});
