import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildApp } from '../src/app.ts';
import { openQueue } from '../src/jobs/queue.ts';
import { createLogger } from '../src/lib/logger.ts';
import { createTestApi, type TestApi } from './harness/api.ts';
import { defineJob } from './harness/define-job.ts';

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
    const { body: session } = await api.call('POST', '/v1/embed-sessions', {
      ...withKey('d'),
      body: { kind: 'booking', booking_id: booking.id },
    });
    const embedded = plant(session.token);
    for (const authorization of [
      `Bearer ${embedded}`,
      `Bearer ${embedded}`,
      `Bearer ${plant('es_test_almost')}`,
    ])
      await api.call('GET', path, { headers: { authorization } });
    await api.server.inject(`/embed/${session.id}`);

    for (const authorization of [`Bearer ${plant('ac_test_almost_a_key')}`, `Basic ${plant('dXNlcjpwYXNz')}`])
      await api.call('GET', '/v1/bookings', { headers: { authorization } });
    await api.call('POST', '/v1/bookings', {
      key,
      body: { ...body, cancel_token: plant('a-token-in-a-body') },
    });
    await api.call('POST', '/v1/bookings', { ...withKey('b'), body: { ...body, notes: 'other' } });

    for (const page of [
      `/bookings/${booking.id}?token=${token}`,
      `/bookings/${booking.id}?token=${token}&action=reschedule&date=2026-06-09`,
      `/bookings/${booking.id}/calendar.ics?token=${plant('wrong-token-of-a-page')}`,
      `/waitlist/${booking.id}?token=${token}`,
    ])
      await api.server.inject(page);
    const form = {
      method: 'POST',
      url: `/bookings/${booking.id}?token=${token}&action=cancel`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ reason: plant('marker-of-the-reason-in-a-form') }).toString(),
    } as const;

    isBroken = true;
    const faults = [
      await api.call('POST', `${path}/cancel?token=${token}`, {
        body: { reason: plant('marker-of-the-reason') },
      }),
      await api.call('POST', '/v1/bookings', { ...withKey('c'), body }),
    ];
    expect((await api.server.inject(form)).statusCode).toBe(500);
    isBroken = false;

    // The premise: requests and faults were logged, with enough to find them by.
    expect(faults.map(({ status }) => status)).toEqual([500, 500]);
    const logged = lines.map((line) => JSON.parse(line));
    expect(logged.filter(({ msg }) => msg.endsWith('request')).length).toBeGreaterThan(18);
    expect(logged.filter(({ level }) => level === 50).map(({ err }) => err.message)).toEqual([
      'division by zero',
      'division by zero',
      'division by zero',
    ]);
    for (const secret of secrets) expect(lines.filter((line) => line.includes(secret))).toEqual([]);
    expect(secrets.size).toBe(16);
  });

  test('a job that fails does not tell whose it was, nor does the database that refused a row', async () => {
    const before = lines.length;
    const planted = ['Marker-Of-A-Row', 'marker-of-a-row@example.com', 'marker-of-a-cause'];
    type Deps = { readonly sql: string };
    const jobs = [
      // A check that refuses the row quotes the whole of it in its detail.
      ['fails.check', `insert into installation_of_markers values ('${planted[0]}', '${planted[1]}')`],
      ['fails.value', `select '${planted[0]}'::timestamptz`],
      ['fails.json', `select '{"a": ${planted[2]}}'::jsonb`],
    ] as const;
    const run = (text: string) => api.deps.database.queueConnection.executeSql(text);
    await run('create table installation_of_markers (name text, address text check (length(address) < 3))');
    const definitions = jobs.map(([name, text]) =>
      defineJob<object, Deps>()({
        name,
        retryLimit: 0,
        handle: async () => {
          try {
            await run(text);
          } catch (cause) {
            throw new AggregateError([cause], 'The job could not do it.', { cause });
          }
        },
      }),
    );
    const queue = await openQueue(api.deps.database, { definitions, logger: api.deps.logger });
    await api.deps.database.inTransaction(async (tx) => {
      for (const job of definitions) await queue.enqueue(tx, job, { address: planted[1] });
    });
    await queue.startWorkers({ sql: '' });
    const failed = () =>
      lines
        .slice(before)
        .map((line) => JSON.parse(line))
        .filter(({ job }) => job?.startsWith('fails.'));
    await expect.poll(() => failed().length).toBe(3);
    await queue.stop();
    // The premise: each was told with the error behind it.
    const codes = failed().map(({ job, job_id, err }) => [job, typeof job_id, err.cause.code]);
    expect(codes.sort()).toEqual([
      ['fails.check', 'string', '23514'],
      ['fails.json', 'string', '22P02'],
      ['fails.value', 'string', '22007'],
    ]);
    for (const word of planted) expect(lines.slice(before).filter((line) => line.includes(word))).toEqual([]);
  });

  test('a line of a request says who asked for what and how it ended, by ids alone', async () => {
    const before = lines.length;
    const { headers } = await api.call('POST', '/v1/bookings', {
      key: api.own.testKey,
      body: {
        event_type_id: api.own.testEventTypeId,
        start_time: '2026-06-07T09:00:00Z',
        invitee_name: 'Alex Johnson',
        invitee_email: 'alex@example.com',
      },
    });
    const [line] = lines.slice(before).map((each) => JSON.parse(each));
    expect(line).toEqual({
      level: 30,
      time: expect.any(String),
      request_id: headers['request-id'],
      method: 'POST',
      route: '/v1/bookings',
      operation: 'createBooking',
      status: 409,
      duration_ms: expect.any(Number),
      organization_id: api.own.organizationId,
      key_id: expect.stringMatching(/^key_/),
      error: 'slot_unavailable',
      reason: 'outside_hours',
      msg: 'request',
    });
  });

  test('a request that took a second or more is a warning', async () => {
    const before = lines.length;
    const { lock } = api.deps.guards;
    let now = 1_000; // whole, so that a second later is a second to the last bit
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    const book = (start_time: string) =>
      api.call('POST', '/v1/bookings', {
        key: api.own.testKey,
        body: {
          event_type_id: api.own.testEventTypeId,
          start_time,
          invitee_name: 'Alex Johnson',
          invitee_email: 'alex@example.com',
        },
      });
    await book('2026-06-09T09:00:00Z');
    Object.assign(api.deps.guards, {
      lock: (...args: Parameters<typeof lock>) => {
        now += 1_000;
        return lock(...args);
      },
    });
    await book('2026-06-09T10:00:00Z');
    Object.assign(api.deps.guards, { lock });
    const logged = () =>
      lines
        .slice(before)
        .map((line) => JSON.parse(line))
        .filter(({ msg }) => msg.endsWith('request'));
    // A request is over, and logged, when its connection is: a little after its answer.
    await expect.poll(() => logged().length).toBe(2);
    clock.mockRestore();
    const requests = logged();
    expect(requests.map(({ status, duration_ms }) => [status, duration_ms])).toEqual([
      [201, 0],
      [201, 1_000],
    ]);
    expect(requests.map(({ level, msg }) => [level, msg])).toEqual([
      [30, 'request'],
      [40, 'slow request'],
    ]);
  });

  test('the metrics tell nothing of it either', async () => {
    const server = await buildApp(api.deps, { metrics: 'everybody' });
    const { headers } = await server.inject({
      method: 'GET',
      url: '/v1/bookings/marker-in-a-path?token=marker-in-a-query',
      headers: { 'idempotency-key': 'marker-in-a-header' },
    });
    const { body } = await server.inject('/metrics');
    await server.close();
    expect(headers['request-id']).toMatch(/^req_/);
    expect(body).toContain('route="/v1/bookings/:id",status="4xx"');
    expect(body).not.toMatch(/marker|(req|org|key|evt)_[0-9a-z]{26}|ac_(test|live)/);
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
