import { verify, verifyHex } from '@astrocal/webhooks';
import { sql } from 'kysely';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { allRows } from '../../../test/contract/world.ts';
import { refusalOf } from '../../../test/harness/organization.ts';
import type { ReceivedRequest } from '../../../test/harness/receiver.ts';
import { useWebhooks } from '../../../test/harness/webhook-scene.ts';

const scene = useWebhooks();
const call = (method: string, path: string, body?: object) => scene.org.call(method, path, body);
const valid = { url: 'https://example.com/hook', events: ['booking.created'] };

test('an endpoint is made, read, listed, changed and deleted', async () => {
  const { status, body } = await call('POST', '/v1/webhooks', valid);
  const { secret, ...shown } = body;
  expect(status).toBe(201);
  expect(shown).toEqual({
    id: expect.stringMatching(/^whk_\w{26}$/),
    ...valid,
    active: true,
    is_test: true,
    disabled_reason: null,
    created_at: '2026-06-01T08:00:00Z',
    updated_at: '2026-06-01T08:00:00Z',
  });
  const path = `/v1/webhooks/${shown.id}`;
  expect((await call('GET', path)).body).toEqual(shown);
  expect((await call('GET', '/v1/webhooks')).body).toEqual({ data: [shown], has_more: false });

  scene.api.clock.moveBy(60_000);
  expect((await call('PATCH', path, {})).body).toEqual(shown);
  const changes = { url: 'https://hooks.example.com/x?y=1', events: ['booking.cancelled'], active: false };
  const changed = { ...shown, ...changes, updated_at: '2026-06-01T08:01:00Z' };
  expect((await call('PATCH', path, changes)).body).toEqual(changed);
  expect((await call('GET', path)).body).toEqual(changed);

  expect((await call('DELETE', path)).status).toBe(204);
  for (const [method, rest] of [
    ['GET', ''],
    ['PATCH', ''],
    ['DELETE', ''],
    ['GET', '/deliveries'],
    ['POST', '/test'],
    ['POST', '/rotate-secret'],
  ] as const)
    expect((await call(method, path + rest, method === 'PATCH' ? {} : undefined)).status, method + rest).toBe(
      404,
    );
  expect((await call('GET', '/v1/webhooks')).body.data).toEqual([]);
});

describe('of one organization and mode there are at most 50', () => {
  /** As many more as would come of `count` calls. No id that is made has a `u`, so theirs are new. */
  const withMore = async (count: number) => {
    const { body } = await call('POST', '/v1/webhooks', valid);
    await sql`
      insert into webhook_endpoints select (endpoint).* from (
        select jsonb_populate_record(e, jsonb_build_object('id', left(id, -3) || 'u' || lpad(number::text, 2, '0'))) as endpoint
        from webhook_endpoints e, generate_series(1, ${count}::int) number where id = ${body.id}) copies`.execute(
      scene.api.deps.database.db,
    );
    return body.id as string;
  };

  test('whoever asks at the same time, and one more when one is deleted', async () => {
    const id = await withMore(46);
    const answers = await Promise.all(Array.from({ length: 8 }, () => call('POST', '/v1/webhooks', valid)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 409, 409, 409, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.error).toMatchObject({
      code: 'conflict',
      message:
        'There are 50 webhooks in this mode already, which is the most there can be. Delete one first.',
    });
    expect((await call('DELETE', `/v1/webhooks/${id}`)).status).toBe(204);
    expect((await call('POST', '/v1/webhooks', valid)).status).toBe(201);
    expect((await call('POST', '/v1/webhooks', valid)).status).toBe(409);
  });

  test('live ones leave room for test ones', async () => {
    await withMore(49);
    const { api, org } = scene;
    expect(await api.call('POST', '/v1/webhooks', { key: org.testKey, body: valid })).toMatchObject({
      status: 409,
    });
    expect(await api.call('POST', '/v1/webhooks', { key: org.liveKey, body: valid })).toMatchObject({
      status: 201,
    });
  });
});

describe('a URL', () => {
  test.each([
    ['not a url', 'must be a URL'],
    ['http://example.com/hook', undefined],
    ['ftp://example.com/hook', 'must begin with https://'],
    ['https://user:password@example.com/', 'must not hold a user name or password'],
    ['https://10.0.0.1/hook', 'must not be an address inside a private network'],
    ['https://169.254.169.254/latest/meta-data', 'must not be an address inside a private network'],
    ['https://[::1]/hook', 'must not be an address inside a private network'],
    ['https://0x0a000001/', 'must not be an address inside a private network'],
  ])('%s is refused when it is given and when it is changed', async (url, message) => {
    // The operator of these tests has opened 127.0.0.1, so names may be reached by http: each connection is judged.
    const { body: made } = await call('POST', '/v1/webhooks', valid);
    for (const answer of [
      await call('POST', '/v1/webhooks', { ...valid, url }),
      await call('PATCH', `/v1/webhooks/${made.id}`, { url }),
    ]) {
      if (message === undefined) {
        expect(answer.status).toBeLessThan(300);
        continue;
      }
      expect(refusalOf(answer)).toEqual([400, 'validation_error', 'body.url']);
      expect(answer.body.error.details.issues[0].message).toContain(message);
    }
  });

  test.each(['https://localhost/hook', 'http://127.0.0.1:4000/hook'])(
    '%s is one that the operator has opened',
    async (url) => {
      expect(await call('POST', '/v1/webhooks', { ...valid, url })).toMatchObject({ status: 201 });
    },
  );

  test('is kept as it is called', async () => {
    const { body } = await call('POST', '/v1/webhooks', { ...valid, url: ' https://EXAMPLE.com\n/hook' });
    expect(body.url).toBe('https://example.com/hook');
  });
});

test.each([
  [{ url: valid.url }, 'body.events'],
  [{ ...valid, events: [] }, 'body.events'],
  [{ ...valid, events: ['booking.created', 'booking.created'] }, 'body.events'],
  [{ ...valid, events: ['booking.deleted'] }, 'body.events.0'],
  [{ ...valid, active: 'yes' }, 'body.active'],
  [{ ...valid, secret: 'whsec_mine' }, 'body.secret'],
])('%j is refused', async (body, path) => {
  expect(refusalOf(await call('POST', '/v1/webhooks', body))).toEqual([400, 'validation_error', path]);
});

describe('a secret', () => {
  test('is shown when it is made and never again, and stored sealed', async () => {
    const { id, secret, ask } = await scene.endpoint();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const rotated = (await ask('POST', '/rotate-secret')).body;
    expect(rotated).toMatchObject({ id, active: true });
    expect(rotated.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(rotated.secret).not.toBe(secret);
    await scene.book();
    await scene.runDueJobs();
    const seen = [
      await ask('GET'),
      await ask('PATCH', '', { active: true }),
      await ask('GET', '/deliveries'),
      await call('GET', '/v1/webhooks'),
      await ask('POST', '/test'),
    ];
    const stored = await allRows(scene.api);
    const { rows: jobs } = await jobRows();
    for (const each of [secret, rotated.secret])
      for (const text of [JSON.stringify(seen), stored, JSON.stringify(jobs)]) {
        expect(text).not.toContain(each);
        expect(text).not.toContain(each.slice('whsec_'.length, 30));
      }
    expect(stored).toContain(id); // the premise
  });

  test('that was rotated signs beside the new one for a day, behind it', async () => {
    const { secret: old, receiver, ask } = await scene.endpoint();
    const { secret: fresh } = (await ask('POST', '/rotate-secret')).body;
    const sent = await sample();
    expect(signers(sent, { old, fresh })).toEqual(['fresh', 'old']);
    for (const secret of [old, fresh]) {
      verify(sent.body, sent.headers, secret, { now: scene.api.clock.now() });
      standard(secret).verify(sent.body, sent.headers as Record<string, string>);
    }
    expect(verifyHex(sent.body, sent.headers, fresh)).toMatchObject({ event: 'booking.created' });
    expect(() => verifyHex(sent.body, sent.headers, old)).toThrow();

    scene.api.clock.moveBy(86_400_000 - 1);
    expect(signers(await sample(), { old, fresh })).toEqual(['fresh', 'old']);
    scene.api.clock.moveBy(1);
    expect(signers(await sample(), { old, fresh })).toEqual(['fresh']);

    const { secret: newest } = (await ask('POST', '/rotate-secret')).body;
    expect(signers(await sample(), { old, fresh, newest })).toEqual(['newest', 'fresh']);

    async function sample(): Promise<ReceivedRequest> {
      await ask('POST', '/test');
      return receiver.requests.at(-1) as ReceivedRequest;
    }
  });

  test('is erased with its endpoint', async () => {
    const { id, ask } = await scene.endpoint();
    await ask('POST', '/rotate-secret');
    await ask('DELETE');
    const row = await scene.api.deps.database.db
      .selectFrom('webhook_endpoints')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect([row.secret_sealed, row.previous_secret_sealed]).toEqual([null, null]);
  });
});

const jobRows = () => sql`select data from pgboss.job`.execute(scene.api.deps.database.db);

/** The public library judges the age of a message by the real clock, and these are of the test's. */
function standard(secret: string): StandardWebhook {
  const library = new StandardWebhook(secret);
  Object.assign(library, { verifyTimestamp: (text: string) => new Date(Number(text) * 1000) });
  return library;
}

/** Whose signatures the request has, in their order. */
function signers({ body, headers }: ReceivedRequest, secrets: Record<string, string>): string[] {
  const signatures = String(headers['webhook-signature']).split(' ');
  return signatures.map((signature) => {
    const one = { ...headers, 'webhook-signature': signature };
    const found = Object.entries(secrets).find(([, secret]) => {
      try {
        return verify(body, one, secret, { now: scene.api.clock.now() });
      } catch {
        return false;
      }
    });
    return found?.[0] ?? 'nobody';
  });
}
