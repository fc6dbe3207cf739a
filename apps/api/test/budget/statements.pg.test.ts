import { afterAll, beforeAll, expect, test } from 'vitest';
import { tell } from '../../src/features/events/tell.ts';
import { sendMail } from '../../src/features/notifications/send-mail.ts';
import { deliver } from '../../src/features/webhooks/deliver.ts';
import type { Owner } from '../../src/lib/principal.ts';
import { createTestApi, type TestApi } from '../harness/api.ts';
import { type MailServer, startMailServer } from '../harness/mail-server.ts';
import { createTestOrganization, type TestOrganization } from '../harness/organization.ts';
import { createReceiver, type Receiver } from '../harness/receiver.ts';
import { type CountingDatabase, startCountingPostgres } from './counting-postgres.ts';
import { attemptInOneLot } from './in-lots.ts';

const atOnce = 8;

let counting: CountingDatabase;
let api: TestApi;
let org: TestOrganization;
let mailServer: MailServer;
let receiver: Receiver;
let endpointId: string;
let eventTypeId: string;

beforeAll(async () => {
  counting = await startCountingPostgres();
  mailServer = await startMailServer();
  receiver = await createReceiver();
  api = await createTestApi('postgres', { mail: mailServer.settings }, { on: counting });
  org = await createTestOrganization(api, 'live');
  const hook = { url: receiver.url, events: ['booking.created', 'booking.confirmed'] };
  endpointId = (await org.call('POST', '/v1/webhooks', hook)).body.id;
  eventTypeId = (await org.eventType()).id;
});
afterAll(async () => {
  await api?.close();
  await mailServer?.close();
  await receiver?.close();
});

/** So many bookings at the same time, and all that follows from them, in as few lots as there are kinds of work. */
async function live(day: string): Promise<void> {
  const starts = Array.from({ length: atOnce }, (_, half) => {
    const minutes = 9 * 60 + 30 * half;
    const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${minutes % 60 === 0 ? '00' : '30'}`;
    return `${day}T${time}:00Z`;
  });
  await Promise.all(
    starts.map((start, index) =>
      org.booked(eventTypeId, start, { invitee_name: 'Alex', invitee_email: `alex${index}@example.com` }),
    ),
  );
  const owner: Owner = { organizationId: org.organizationId, isTest: false };
  const lot = (kind: Parameters<typeof attemptInOneLot>[1], lanes: readonly string[]) =>
    attemptInOneLot(api.deps, kind, { owner, lanes });
  expect(await lot(tell, ['booking.created', 'booking.confirmed'])).toBe(2 * atOnce);
  expect(await lot(deliver, [endpointId])).toBe(2 * atOnce);
  expect(await lot(sendMail, [])).toBe(2 * atOnce);
}

/*
 * The whole life of a booking: created, told to reactions, delivered to one endpoint, mailed to invitee and host. Look-ups
 * of foreign keys count: PostgreSQL makes them as statements of its own. Reminders are set, and not yet sent. Workers form
 * their lots by the clock and by their places, so theirs are smaller and a booking of theirs costs more: the bench says
 * how much. Here each lot is all there is, so what is counted is the code alone.
 */
test('a booking that is told by a webhook and by mail takes at most 25 statements and 2 commits', async () => {
  await live('2026-06-15'); // what is remembered from then on is not counted
  await counting.begin();
  await live('2026-06-16');
  const { statements, lookups, commits, texts } = await counting.end();
  expect([receiver.requests.length, mailServer.received.length]).toEqual([4 * atOnce, 4 * atOnce]);
  expect(lookups).toBeGreaterThan(0); // the premise: they are seen
  expect((statements + lookups) / atOnce, texts.join('\n')).toBeLessThanOrEqual(25);
  expect(commits / atOnce).toBeLessThanOrEqual(2);
});
