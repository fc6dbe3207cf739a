import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../src/lib/logger.ts';
import { createTestApi, type TestApi } from './harness/api.ts';

/** A value that a statement carries when it fails, as one with somebody's address would. */
const bound = 'marker-of-a-bound-value';

describe.each(['postgres', 'embedded'] as const)('secrets and the log (%s)', (kind) => {
  const lines: string[] = [];
  let api: TestApi;
  let isBroken = false;
  beforeAll(async () => {
    const logger = createLogger('trace', { write: (line) => lines.push(line) });
    api = await createTestApi(kind, { logger });
    // A guard that can be told to fail as a database does, in the middle of a booking.
    const { lock } = api.deps.guards;
    Object.assign(api.deps.guards, {
      lock: async (...args: Parameters<typeof lock>) => {
        if (isBroken) await sql`select ${bound}::text, 1/0`.execute(args[0]);
        return lock(...args);
      },
    });
  });
  afterAll(() => api.close());

  test('keys, tokens and answers that are kept never reach it, whatever happens', async () => {
    const secrets = new Set<string>([bound]);
    const plant = (secret: string) => {
      secrets.add(secret);
      return secret;
    };
    const key = plant(api.own.testKey);
    const withKey = (idempotencyKey: string) => ({ key, headers: { 'idempotency-key': idempotencyKey } });
    const body = {
      event_type_id: api.own.testEventTypeId,
      start_time: '2026-06-08T09:00:00Z',
      invitee_name: plant('Marker-Of-The-Name'),
      invitee_email: plant('marker-of-the-address@example.com'),
      notes: plant('marker-of-the-notes'),
    };

    const { body: made } = await api.call('POST', '/v1/api-keys', {
      ...withKey('a'),
      body: { name: 'Website' },
    });
    await api.call('POST', '/v1/api-keys', { ...withKey('a'), body: { name: 'Website' } });
    plant(made.key);
    const { body: booking } = await api.call('POST', '/v1/bookings', { ...withKey('b'), body });
    await api.call('POST', '/v1/bookings', { ...withKey('b'), body });
    const token = plant(booking.cancel_token);
    const path = `/v1/bookings/${booking.id}`;

    for (const address of [
      `${path}?token=${token}`,
      `${path}?token=${plant('wrong-token-of-somebody')}`,
      `/v1/nothing?token=${token}`,
      `${path}/%zz?token=${token}`,
      `${path}?token=${token}&token=${token}`,
    ])
      await api.call('GET', address);
    for (const authorization of [`Bearer ${plant('ac_test_almost_a_key')}`, `Basic ${plant('dXNlcjpwYXNz')}`])
      await api.call('GET', '/v1/bookings', { headers: { authorization } });
    await api.call('POST', '/v1/bookings', {
      key,
      body: { ...body, cancel_token: plant('a-token-in-a-body') },
    });
    await api.call('POST', '/v1/bookings', { ...withKey('b'), body: { ...body, notes: 'other' } });

    isBroken = true;
    const faults = [
      await api.call('POST', `${path}/cancel?token=${token}`, {
        body: { reason: plant('marker-of-the-reason') },
      }),
      await api.call('POST', '/v1/bookings', { ...withKey('c'), body }),
    ];
    isBroken = false;

    // The premise: requests and faults were logged, with enough to find them by.
    expect(faults.map(({ status }) => status)).toEqual([500, 500]);
    const logged = lines.map((line) => JSON.parse(line));
    expect(logged.filter(({ msg }) => msg === 'request').length).toBeGreaterThan(13);
    expect(logged.filter(({ level }) => level === 50).map(({ err }) => err.message)).toEqual([
      'division by zero',
      'division by zero',
    ]);
    for (const secret of secrets) expect(lines.filter((line) => line.includes(secret))).toEqual([]);
    expect(secrets.size).toBe(12);
  });

  test('what a careless line would tell is blacked out', () => {
    const before = lines.length;
    const { logger } = api.deps;
    logger.info({ token: 'planted', booking: { cancel_token: 'planted', cancelToken: 'planted' } }, 'x');
    logger.info({ key: 'planted', headers: { authorization: 'planted' }, request: { body: 'planted' } }, 'y');
    const written = lines.slice(before).join('');
    expect(written).not.toContain('planted');
    expect(written.match(/\[redacted\]/g)).toHaveLength(6);
  });
});
