import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MailServer, startMailServer } from '../harness/mail-server.ts';
import { startMain } from '../harness/main-process.ts';
import { createReceiver, type ReceivedRequest, type Receiver } from '../harness/receiver.ts';
import { findLosses } from './compare.ts';
import { expectedOf } from './differences.ts';
import { answersOf, fixtures, manifestOf, restoreFixture } from './fixtures.ts';
import { type Installation, type Json, openInstallation } from './installation.ts';

const minuteMs = 60_000;

// Each test goes on where the one before it ended. The clock begins where the fixture's ended, whatever the date is.
describe.each(fixtures)(
  'an installation of release %s on %s, with the code of today',
  (release, database) => {
    const manifest = manifestOf(release, database);
    const { keys, bookings, entries, endpoints, eventTypes } = manifest;
    let installation: Installation;
    let receiver: Receiver;
    let mailServer: MailServer;
    beforeAll(async () => {
      receiver = await createReceiver();
      mailServer = await startMailServer();
      const { secretKey, at } = manifest;
      const place = await restoreFixture(release, database);
      installation = await openInstallation({ database, ...place, secretKey, at, receiver, mailServer });
    });
    afterAll(async () => {
      await installation?.close();
      await receiver.close();
      await mailServer.close();
    });

    const ask: Installation['ask'] = (...args) => installation.ask(...args);
    const byToken = (name: string, rest = '') =>
      `/v1/bookings/${bookings[name]?.id}${rest}?token=${bookings[name]?.token}`;
    const logOf = async (mode: 'live' | 'test', after?: string): Promise<string[]> => {
      const cursor = after === undefined ? '' : `&starting_after=${after}`;
      const { body } = await ask('GET', `/v1/events?limit=100${cursor}`, { key: keys[mode] });
      const ids = body.data.map(({ id }: Json) => id);
      return body.has_more ? [...ids, ...(await logOf(mode, ids.at(-1)))] : ids;
    };
    const statusesOfMails = async () => {
      const rows = await installation.deps.database.db.selectFrom('mails').select(['id', 'status']).execute();
      return new Map(rows.map(({ id, status }) => [id, status]));
    };

    // What a message says to people may change (docs/errors.md).
    const isNoWording = (line: string) => !/^\.details\.message: /.test(line);

    test('is found again through the API, field by field', async () => {
      const losses: string[] = [];
      for (const recorded of answersOf(release, database)) {
        const { key, path, status, body } = expectedOf(release, recorded);
        const found = await ask('GET', path, key === null ? {} : { key: keys[key] });
        const lost =
          found.status === status
            ? findLosses(body, found.body).filter(isNoWording)
            : [`: ${found.status}, not ${status}`];
        losses.push(...lost.map((line) => `${key ?? 'anyone'} ${path} ${line}`));
      }
      expect(losses).toEqual([]);
    });

    test('knows its keys, and still refuses the one that was revoked', async () => {
      const statusOf = async (key: string) => (await ask('GET', '/v1/event-types', { key })).status;
      expect(await Promise.all(Object.values(keys).map(statusOf))).toEqual(
        Object.keys(keys).map((name) => (name === 'revoked' ? 401 : 200)),
      );
    });

    test('has every mail, and nothing was sent twice', async () => {
      const statuses = await statusesOfMails();
      expect(manifest.mails.map(({ id }) => [id, statuses.get(id)])).toEqual(
        manifest.mails.map(({ id, status }) => [id, status]),
      );
      expect(mailServer.received).toEqual([]);
    });

    test('gives the stored answer to a request that is sent again', async () => {
      const { idempotencyKey, body, answer } = manifest.retried;
      const again = await ask('POST', '/v1/bookings', { key: keys.website, body, idempotencyKey });
      expect(again).toMatchObject({ status: 201, replayed: true });
      expect(findLosses(answer, again.body)).toEqual([]);
    });

    test('keeps the times of its bookings', async () => {
      const { start_time } = (await ask('GET', byToken('Long Meeting'))).body;
      const body = {
        event_type_id: eventTypes.consultation,
        start_time,
        invitee_name: 'Alex',
        invitee_email: 'alex@customer.example',
      };
      const { status, body: refused } = await ask('POST', '/v1/bookings', { body });
      expect([status, refused.error.code, refused.error.details.reason]).toEqual([
        409,
        'slot_unavailable',
        'booked',
      ]);
    });

    test('does what was left to do: what nobody was told yet, and what is to be tried again', async () => {
      installation.clock.moveBy(10 * minuteMs);
      await installation.runDueJobs();
      const told = receiver.requests.map(({ headers }) => headers['webhook-id']);
      expect(told).toEqual(expect.arrayContaining(manifest.deliveries.map(({ messageId }) => messageId)));
      expect(told).toEqual(expect.arrayContaining([...manifest.untold]));
      for (const request of receiver.requests) expect(isSignedBySecretsOf(request, endpoints)).toBe(true);
      expect(await pendingDeliveries(installation)).toEqual([]);

      const statuses = await statusesOfMails();
      const pending = manifest.mails.filter(({ status }) => status === 'pending');
      expect(pending.map(({ id }) => statuses.get(id))).toEqual(pending.map(() => 'sent'));
      for (const { id, to } of pending)
        expect(
          mailServer.received.filter(({ raw }) => raw.includes(`<${id}@`)).map((mail) => mail.to),
        ).toEqual([[to]]);
    });

    test('lets people move and cancel by the links that they were sent', async () => {
      const move = (name: string, new_start_time: string) =>
        ask('POST', byToken(name, '/reschedule'), { body: { new_start_time } });
      const moved = await move('Kept Meeting', '2027-02-12T08:00:00Z');
      expect([moved.status, moved.body.status, moved.body.start_time]).toEqual([
        200,
        'rescheduled',
        '2027-02-12T08:00:00Z',
      ]);
      expect((await move('Moved Meeting', '2027-02-15T08:00:00Z')).body.start_time).toBe(
        '2027-02-15T08:00:00Z',
      );
      expect((await move('Cancelled Meeting', '2027-02-16T08:00:00Z')).body.error.code).toBe(
        'booking_cancelled',
      );
      for (const name of ['Kept Meeting', 'Party of two', 'Trial Meeting']) {
        const { status, body } = await ask('POST', byToken(name, '/cancel'), { body: {} });
        expect([name, status, body.status]).toEqual([name, 200, 'cancelled']);
      }
    });

    test('gives the place that opened to the first who waits for it', async () => {
      installation.clock.moveBy(10 * minuteMs);
      await installation.runDueJobs();
      const { body } = await ask('GET', `/v1/waitlist/${entries['Waiting Anew']?.id}`, { key: keys.live });
      expect(body.status).toBe('promoted');
      const booking = await ask('GET', `/v1/bookings/${body.booking_id}`, { key: keys.live });
      expect(booking.body).toMatchObject({ status: 'confirmed', start_time: '2027-02-01T13:00:00Z' });
    });

    test('continues the log without a gap, in both modes', async () => {
      for (const mode of ['live', 'test'] as const) {
        const known = manifest.log[mode];
        const after = await logOf(mode, known.at(-1));
        expect(after.length).toBeGreaterThan(0);
        expect(await logOf(mode)).toEqual([...known, ...after]);
      }
    });

    test('ends what is unpaid, and reminds, when the time has come', async () => {
      const statusOf = async (name: string) => (await ask('GET', byToken(name))).body.status;
      installation.clock.moveTo('2026-11-30T10:31:00Z');
      await installation.runDueJobs();
      expect([await statusOf('Lapsed Payment'), await statusOf('Owed Payment')]).toEqual([
        'cancelled',
        'cancelled',
      ]);
      const before = mailServer.received.length;
      installation.clock.moveTo('2026-12-01T08:00:00Z');
      await installation.runDueJobs();
      const reminded = mailServer.received.slice(before).map(({ to }) => String(to));
      expect(reminded).toContain('public.meeting@customer.example');
    });

    test('starts by itself, as a server', { timeout: 120_000 }, async () => {
      const { dataDir, url } = await restoreFixture(release, database);
      const server = await startMain(dataDir, {
        ASTROCAL_DATA_DIR: dataDir,
        ASTROCAL_SECRET_KEY: manifest.secretKey,
        ...(url !== undefined && { DATABASE_URL: url }),
      });
      await server.said();
      expect(server.output()).not.toContain('Making the embedded database');
      expect((await fetch(`${server.url}/ready`)).status).toBe(200);
      const path = byToken('Kept Meeting');
      const recorded = answersOf(release, database).find((each) => each.path === path);
      const found = await fetch(server.url + path);
      expect(findLosses(expectedOf(release, recorded as never).body, await found.json())).toEqual([]);
      const headers = { authorization: `Bearer ${keys.website}` };
      expect((await fetch(`${server.url}/v1/api-keys`, { headers })).status).toBe(200);
      expect(await server.ended('SIGTERM')).toBe(0);
    });
  },
);

const pendingDeliveries = ({ deps }: Installation) =>
  deps.database.db.selectFrom('webhook_deliveries').select('id').where('status', '=', 'pending').execute();

/** Whether a receiver that was given its secret by the release believes the request, by the Standard Webhooks. */
function isSignedBySecretsOf(
  { url = '', headers, body }: ReceivedRequest,
  endpoints: Readonly<Record<string, { readonly secrets: readonly string[] }>>,
): boolean {
  const { secrets } = endpoints[url.slice(1)] ?? { secrets: [] };
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const given = String(headers['webhook-signature']).split(' ');
  return (
    secrets.length > 0 &&
    secrets.every((secret) => {
      const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
      return given.includes(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
    })
  );
}
