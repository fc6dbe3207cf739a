import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/harness/api.ts';
import { createTestDatabase } from '../../test/harness/databases.ts';
import { createTestOrganization, type TestOrganization } from '../../test/harness/organization.ts';
import { runDueJobs } from '../../test/harness/run-due-jobs.ts';
import { testSecretKey } from '../../test/harness/secret-key.ts';
import { joined } from '../../test/harness/waitlist-scene.ts';
import { buildApp } from '../app.ts';
import type { SealedColumn } from '../db/sealed-column.ts';
import { readLedger, seeProcess } from '../db/secret-keys.ts';
import { makeLinkFor } from '../features/accounts/index.ts';
import { createKeyring, type Keyring } from '../lib/crypto.ts';
import { countRemaining, hashedColumns, rotate, sealedColumns } from './rotate-secrets.ts';
import { checkSecretKey } from './secret-key.ts';

const newKey = 'the secret key that takes its place';
const before = createKeyring(testSecretKey);
const announced = createKeyring(testSecretKey, { previous: newKey });
const turning = createKeyring(newKey, { previous: testSecretKey });
const after = createKeyring(newKey);
const silently = () => {};

test('every column of bytes is sealed, hashed by the secret key, or known to be neither', async () => {
  const { database, close } = await createTestDatabase('embedded');
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and (data_type = 'bytea' or column_name like '%sealed%')`.execute(
    database.db,
  );
  const declared = [...sealedColumns, ...hashedColumns].map(({ table, column }) => `${table}.${column}`);
  // What a request asks: a digest that nobody comes with. And pictures, which everybody is shown.
  const neither = ['idempotency_keys.fingerprint', 'organization_logos.content'];
  expect([...declared, ...neither].toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
  await close();
});

describe.each(['postgres', 'embedded'] as const)(
  'a secret key that takes the place of another (%s)',
  (kind) => {
    let api: TestApi;
    let org: TestOrganization;
    let servers: Record<'before' | 'announced' | 'turning' | 'after', FastifyInstance>;
    // biome-ignore lint/suspicious/noExplicitAny: as the API answers it
    let booking: any;
    const database = () => api.deps.database;
    beforeAll(async () => {
      api = await createTestApi(kind);
      const serve = (keyring: Keyring) => buildApp({ ...api.deps, keyring });
      servers = {
        before: await serve(before),
        announced: await serve(announced),
        turning: await serve(turning),
        after: await serve(after),
      };
      await checkSecretKey(database(), before);
      org = await createTestOrganization(api);
    }, 60_000);
    afterAll(async () => {
      for (const server of Object.values(servers)) await server.close();
      await api.close();
    });

    async function ask(server: FastifyInstance, url: string, headers: Record<string, string> = {}) {
      const { statusCode, body } = await server.inject({ method: 'GET', url, headers });
      return [statusCode, statusCode === 200 ? JSON.parse(body).id : undefined];
    }
    const byToken = (server: FastifyInstance) =>
      ask(server, `/v1/bookings/${booking.id}?token=${booking.cancel_token}`);
    const withKey = async (server: FastifyInstance) =>
      (await ask(server, '/v1/event-types', { authorization: `Bearer ${org.testKey}` }))[0];
    const signedIn = async (server: FastifyInstance) =>
      (await ask(server, '/v1/event-types', api.person.headers('test')))[0];

    /** Fills every sealed column. */
    async function fill() {
      const { id } = await org.eventType({ waitlist_enabled: true });
      const answer = await api.call('POST', '/v1/bookings', {
        key: org.testKey,
        body: {
          event_type_id: id,
          start_time: '2026-06-02T09:00:00Z',
          invitee_name: 'Alex Johnson',
          invitee_email: 'alex@example.com',
        },
        headers: { 'idempotency-key': 'the first booking' },
      });
      expect(answer.status).toBe(201);
      booking = answer.body;
      await joined(org, id, '2026-06-02T09:00:00Z');
      await runDueJobs(api);
      await org.booked(id, '2026-06-02T10:00:00Z');
      const endpoint = { url: 'http://127.0.0.1:9/hook', events: ['booking.created'] };
      const hook = (await org.call('POST', '/v1/webhooks', endpoint)).body;
      expect((await org.call('POST', `/v1/webhooks/${hook.id}/rotate-secret`)).status).toBe(200);
      const codes = before.seal('{}', `users:${api.person.userId}:totp`);
      await sql`update users set totp_sealed = ${codes} where id = ${api.person.userId}`.execute(
        database().db,
      );
      // A mail as its first attempt leaves it beside those that are still to be rendered.
      const { rows } = await sql<{ id: string; organization_id: string }>`
      select id, organization_id from mails limit 1`.execute(database().db);
      const [mail] = rows;
      const content = before.seal('{}', `mails:${mail?.organization_id}:${mail?.id}`);
      await sql`update mails set content_sealed = ${content}, facts_sealed = null
      where organization_id = ${mail?.organization_id} and id = ${mail?.id}`.execute(database().db);
    }

    /** How many values each key has sealed in a column, by the byte that names it. */
    async function sealersOf({ table, column }: SealedColumn): Promise<Map<number, number>> {
      const { rows } = await sql<{ id: number; count: string }>`
      select /* asked everywhere */ get_byte(${sql.ref(column)}, 1) as id, count(*) as count
      from ${sql.table(table)} where ${sql.ref(column)} is not null group by 1`.execute(database().db);
      const counts = new Map<number, number>();
      for (const { id, count } of rows) counts.set(id, (counts.get(id) ?? 0) + Number(count));
      return counts;
    }

    test('is not let in while a process runs that has not got it', async () => {
      await fill();
      await database().inTransaction((tx) => seeProcess(tx, 'one', { keyring: before, ended: false }));
      if (kind === 'postgres')
        await expect(checkSecretKey(database(), turning, 'three')).rejects.toThrow(
          /^One process runs without/,
        );
      await expect(checkSecretKey(database(), after, 'three')).rejects.toThrow(/was begun with another/);
      const wrong = createKeyring(newKey, { previous: 'a secret key of somebody else' });
      await expect(checkSecretKey(database(), wrong)).rejects.toThrow(/^Neither ASTROCAL_SECRET_KEY nor/);
    });

    test('is let in once they have it, and then what either sealed both open', async () => {
      await database().inTransaction((tx) => seeProcess(tx, 'one', { keyring: before, ended: true }));
      await checkSecretKey(database(), announced, 'two');
      await checkSecretKey(database(), turning, 'three');
      expect(await readLedger(database().db)).toEqual({
        settled: before.current.fingerprint,
        next: after.current.fingerprint,
      });
      await expect(checkSecretKey(database(), before)).rejects.toThrow(/this process needs both/);
      expect(await byToken(servers.turning)).toEqual([200, booking.id]);
      const made = await servers.turning.inject({
        method: 'POST',
        url: '/v1/bookings',
        headers: { authorization: `Bearer ${org.testKey}` },
        payload: {
          event_type_id: booking.event_type_id,
          start_time: '2026-06-02T11:00:00Z',
          invitee_name: 'Kim Lee',
          invitee_email: 'kim@example.com',
        },
      });
      expect(made.statusCode).toBe(201);
      const byNew = made.json();
      const path = `/v1/bookings/${byNew.id}?token=${byNew.cancel_token}`;
      expect(await ask(servers.announced, path)).toEqual([200, byNew.id]);
      expect((await ask(servers.before, path))[0]).toBe(500);
    });

    test('hashes keys and sessions anew when they are used, and not by processes that have the old one first', async () => {
      const hashes = async () => {
        const { rows } = await sql<{ hash: Uint8Array; by: number | null }>`
        select key_hash as hash, hashed_by as by from api_keys where organization_id = ${org.organizationId} and is_test
        union all select token_hash, hashed_by from sessions where id = ${api.person.sessionId}`.execute(
          database().db,
        );
        return rows.map(({ hash, by }) => [Buffer.from(hash).toString('hex'), by]);
      };
      // The key was used with the new one before; nobody waits for its new hash.
      await expect.poll(async () => (await hashes()).map(([, by]) => by)).toContain(after.current.id);
      const first = await hashes();
      expect([await withKey(servers.announced), await signedIn(servers.announced)]).toEqual([200, 200]);
      expect(await hashes()).toEqual(first);
      expect([await withKey(servers.turning), await signedIn(servers.turning)]).toEqual([200, 200]);
      await expect
        .poll(async () => (await hashes()).map(([, by]) => by))
        .toEqual([after.current.id, after.current.id]);
      const fresh = await buildApp({ ...api.deps, keyring: announced });
      expect([await withKey(fresh), await signedIn(fresh)]).toEqual([200, 200]);
      await fresh.close();
      expect([await withKey(servers.after), await signedIn(servers.after)]).toEqual([200, 200]);
      expect((await hashes()).map(([, by]) => by)).toEqual([after.current.id, after.current.id]);
    });

    test('takes links that the old one made, and the old one those of the new one', async () => {
      const make = (keyring: Keyring) =>
        database().inTransaction((tx) =>
          makeLinkFor({ ...api.deps, keyring }, tx, { email: api.person.email, kind: 'sign_in' }),
        );
      const enter = async (server: FastifyInstance, token: string | null) => {
        const answer = await server.inject({ method: 'POST', url: '/v1/auth/verify', payload: { token } });
        return answer.statusCode;
      };
      expect(await enter(servers.turning, await make(before))).toBe(200);
      expect(await enter(servers.announced, await make(turning))).toBe(200);
      expect(await enter(servers.before, await make(turning))).toBe(410);
    });

    test('is sealed by in lots; one that was ended in the middle is gone on with', async () => {
      const unfilled: string[] = [];
      for (const each of sealedColumns)
        if (!(await sealersOf(each)).has(before.current.id)) unfilled.push(`${each.table}.${each.column}`);
      expect(unfilled).toEqual([]);
      const total = (await countRemaining({ database: database(), keyring: turning })).sealed.reduce(
        (sum, { count }) => sum + count,
        0,
      );
      const interrupted = rotate({ database: database(), keyring: turning }, () => {
        throw new Error('The power is gone.');
      });
      await expect(interrupted).rejects.toThrow('The power is gone.');
      if (kind === 'postgres')
        await database().inTransaction((tx) => seeProcess(tx, 'two', { keyring: announced, ended: false }));
      const rotation = await rotate({ database: database(), keyring: turning }, silently);
      expect(rotation.sealedAnew).toBeGreaterThan(0);
      expect(rotation.sealedAnew).toBeLessThan(total);
      for (const each of sealedColumns)
        expect([...(await sealersOf(each)).keys()], `${each.table}.${each.column}`).toEqual([
          after.current.id,
        ]);
    });

    test('does not settle while a process seals by the old one, or did meanwhile', async () => {
      if (kind === 'embedded') return;
      const again = () => rotate({ database: database(), keyring: turning }, silently);
      const keepRunning = (ended: boolean) =>
        database().inTransaction((tx) => seeProcess(tx, 'two', { keyring: announced, ended }));
      await keepRunning(false);
      expect(await again()).toEqual({ sealedAnew: 0, sealers: 1 });
      await expect(checkSecretKey(database(), after)).rejects.toThrow(/this process needs both/);
      await keepRunning(true);
    });

    test('stands alone once everything is sealed by it, and everything goes on', async () => {
      expect(await rotate({ database: database(), keyring: turning }, silently)).toEqual({
        sealedAnew: 0,
        sealers: 0,
      });
      await checkSecretKey(database(), after);
      await expect(checkSecretKey(database(), before)).rejects.toThrow(/was begun with another/);
      expect(await byToken(servers.after)).toEqual([200, booking.id]);
      const replayed = await servers.after.inject({
        method: 'POST',
        url: '/v1/bookings',
        headers: { authorization: `Bearer ${org.testKey}`, 'idempotency-key': 'the first booking' },
        payload: {
          event_type_id: booking.event_type_id,
          start_time: '2026-06-02T09:00:00Z',
          invitee_name: 'Alex Johnson',
          invitee_email: 'alex@example.com',
        },
      });
      expect([replayed.statusCode, replayed.json().cancel_token]).toEqual([201, booking.cancel_token]);
      // Keys that nobody used meanwhile are known by the old one alone, and are told.
      const { hashed } = await countRemaining({ database: database(), keyring: turning });
      const keys = hashed.find(({ hashed: { table } }) => table === 'api_keys');
      expect(keys?.count).toBeGreaterThan(0);
      const unused = { authorization: `Bearer ${org.liveKey}` };
      expect((await ask(servers.after, '/v1/event-types', unused))[0]).toBe(401);
      expect((await ask(servers.turning, '/v1/event-types', unused))[0]).toBe(200);
      await expect
        .poll(async () => (await countRemaining({ database: database(), keyring: turning })).hashed)
        .toContainEqual({ hashed: keys?.hashed, count: (keys?.count ?? 0) - 1 });
    });
  },
);
