import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import { attemptNow } from '../../src/attempts/attempt-now.ts';
import { tell } from '../../src/features/events/tell.ts';
import { createTestApi, type TestApi } from './api.ts';
import { type MailServer, startMailServer } from './mail-server.ts';
import { createTestOrganization } from './organization.ts';
import { findFaults, type Tables } from './reconcile.ts';
import { allEvents } from './webhook-scene.ts';

// As with the other faults: each is made once, and undone. Here messages were passed on, and nothing was sent yet.

let api: TestApi;
let mailServer: MailServer;
let client: pg.Client;
const tables: Tables = { query: async (text, values = []) => (await client.query(text, [...values])).rows };

beforeAll(async () => {
  mailServer = await startMailServer();
  api = await createTestApi('postgres', { mail: mailServer.settings });
  client = new pg.Client(api.test.url);
  await client.connect();
  const org = await createTestOrganization(api, 'live');
  const endpoint = { url: 'https://hooks.example.com/a', events: allEvents };
  expect(await org.call('POST', '/v1/webhooks', endpoint)).toMatchObject({ status: 201 });
  const { id: eventTypeId } = await org.eventType();
  const { id } = await org.booked(eventTypeId, '2026-06-02T09:00:00Z');
  await org.booked(eventTypeId, '2026-06-02T10:00:00Z');
  const moved = { new_start_time: '2026-06-02T11:00:00Z' };
  expect(await org.call('POST', `/v1/bookings/${id}/reschedule`, moved)).toMatchObject({ status: 200 });
  expect(await org.call('POST', `/v1/bookings/${id}/cancel`, {})).toMatchObject({ status: 200 });
  // One is left to be passed on.
  const { db } = api.deps.database;
  const told = await db.selectFrom('events').selectAll().orderBy('number', 'desc').offset(1).execute();
  for (const row of told.toReversed()) await attemptNow(api.deps, tell, row);
});
afterAll(async () => {
  await client.end();
  await api.close();
  await mailServer.close();
});

test('finds nothing where nothing is wrong', async () => {
  expect(await findFaults(tables)).toEqual([]);
});

/** The row says that it was told, and nothing followed. */
const toldUnheard = `update events set status = 'told', next_attempt_at = null`;
const faults: [string, string][] = [
  ['a message has no delivery to an endpoint', 'delete from webhook_deliveries'],
  ['a message has no delivery to an endpoint', toldUnheard],
  [
    'a message is delivered twice to an endpoint',
    `drop index webhook_deliveries_once;
     insert into webhook_deliveries select (jsonb_populate_record(d, jsonb_build_object('id', id || '0'))).* from webhook_deliveries d`,
  ],
  [
    'a delivery does not say what its message says',
    `update webhook_deliveries set body = replace(body, 'confirmed', 'cancelled')`,
  ],
  ['a delivery does not say what its message says', `update events set id = id || '0'`],
  ['a message has no mail to a reader', `delete from mails where kind = 'booking_rescheduled'`],
  ['a message has no mail to a reader', `delete from mails where recipient_role = 'host'`],
  ['a message has no mail to a reader', toldUnheard],
  [
    'somebody who was promoted or waited in vain has no mail',
    `update events set event = 'waitlist.expired' where event = 'booking.confirmed'`,
  ],
  [
    'a reader has two mails of a kind for one cause',
    `alter table mails drop constraint mails_organization_id_cause_kind_recipient_role_recipient_a_key;
     alter table mails alter column lane drop expression;
     insert into mails select (jsonb_populate_record(m, jsonb_build_object('id', id || '0'))).* from mails m
       where recipient_role = 'host' limit 1`,
  ],
  ['two mails have one Message-ID', `update mails set message_id_header = '<one@northwind.example>'`],
  ['a mail is about a message that is not there', `update mails set cause = cause || '0'`],
  [
    'a delivery is to be made and is never due',
    `alter table webhook_deliveries drop constraint webhook_deliveries_check;
     alter table webhook_deliveries disable trigger deliveries_tried_by_older_processes;
     update webhook_deliveries set next_attempt_at = null`,
  ],
  [
    'a mail is to be sent and is never due',
    'alter table mails drop constraint mails_check1; update mails set next_attempt_at = null',
  ],
  ['a mail is about a message that is not there', 'delete from events'],
  [
    'a message is to be told and is never due',
    'alter table events drop constraint events_check; update events set next_attempt_at = null',
  ],
  ['a job was given up', 'update events set given_up_at = now()'],
  ['a job was given up', `update pgboss.job set state = 'failed'`],
  ['a job was given up', 'update webhook_deliveries set given_up_at = now()'],
  ['a job was given up', 'update mails set given_up_at = now()'],
];

test.each(faults)('finds that %s: %s', patience, async (sentence, statement) => {
  await client.query('begin');
  try {
    await client.query(statement);
    expect(await findFaults(tables)).toContainEqual(expect.stringContaining(sentence));
  } finally {
    await client.query('rollback');
  }
});
