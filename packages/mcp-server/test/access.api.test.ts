import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { buildApp } from '../../../apps/api/src/app.ts';
import { limitedServer } from '../../../apps/api/test/harness/limited-api.ts';
import { connectAgent, useAgent } from './agent.ts';

const scene = useAgent();
const discover = {
  jsonrpc: '2.0',
  id: 1,
  method: 'server/discover',
  params: {
    _meta: {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': {},
    },
  },
};

interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly server?: typeof scene.api.server;
}

/** A request with a good key that would be answered, but for what is said otherwise; '' leaves a header out. */
async function ask({ method = 'POST', headers = {}, body = discover, server = scene.api.server }: Asked) {
  const all = {
    authorization: `Bearer ${scene.org.testKey}`,
    accept: 'application/json, text/event-stream',
    'content-type': 'application/json',
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': 'server/discover',
    host: 'astrocal.test',
    ...headers,
  };
  const answer = await server.inject({
    method: method as 'POST',
    url: '/mcp',
    headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
    ...(method === 'POST' && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: answer.body === '' ? null : JSON.parse(answer.body),
  };
}

test('one request holds a few messages, not hundreds', async () => {
  const list = (id: number) => ({ jsonrpc: '2.0', id, method: 'tools/list', params: {} });
  const together = (count: number) =>
    scene.api.server.inject({
      method: 'POST',
      url: '/mcp',
      headers: {
        authorization: `Bearer ${scene.org.testKey}`,
        accept: 'application/json, text/event-stream',
        host: 'astrocal.test',
        'mcp-protocol-version': '2025-03-26',
      },
      payload: Array.from({ length: count }, (_, place) => list(place)),
    });
  const refused = await together(9);
  expect([refused.statusCode, refused.json().error.code]).toEqual([400, -32600]);
  const answered = await together(8); // the premise
  expect(answered.statusCode).toBe(200);
  expect(answered.body.match(/"find_and_book"/g)).toHaveLength(8);
});

describe('the key', () => {
  test('is asked for: without one, with a bad and with a revoked one a client learns where to read on', async () => {
    const { id, key } = (await scene.org.call('POST', '/v1/api-keys', { name: 'Agent' })).body;
    expect((await ask({})).status).toBe(200);
    await scene.org.call('DELETE', `/v1/api-keys/${id}`);
    for (const authorization of ['', 'Basic abc', 'Bearer ac_test_nobody', `Bearer ${key}`]) {
      const { status, headers, body } = await ask({ headers: { authorization } });
      expect([status, body.error?.code], authorization).toEqual([401, 'unauthorized']);
      expect(headers['www-authenticate']).toBe(
        'Bearer realm="astrocal", resource_metadata="http://astrocal.test/.well-known/oauth-protected-resource/mcp"',
      );
    }
  });

  test('is looked at before any method: GET and DELETE too, which nothing is kept for', async () => {
    for (const method of ['GET', 'DELETE']) {
      expect((await ask({ method, headers: { authorization: '' } })).status).toBe(401);
      const { status, headers } = await ask({ method });
      expect([status, headers.allow]).toEqual([405, 'POST']);
    }
  });

  test.each(['/.well-known/oauth-protected-resource/mcp', '/.well-known/oauth-protected-resource'])(
    '%s tells how it is sent, and names no authorization server, since there is none',
    async (path) => {
      expect((await scene.api.call('GET', path)).body).toEqual({
        resource: 'http://astrocal.test/mcp',
        resource_name: 'Astrocal',
        bearer_methods_supported: ['header'],
        resource_documentation: 'http://astrocal.test/docs/guides/mcp.md',
      });
    },
  );

  test('of few permissions has the tools that they are enough for', async () => {
    await scene.org.eventType({ title: 'Ours' });
    const body = { name: 'Agent', permissions: ['event_types.read'] };
    const { key } = (await scene.org.call('POST', '/v1/api-keys', body)).body;
    const agent = await scene.connect({ key });
    expect((await agent.call('list_event_types')).text).toContain('Ours');
    const refused = await agent.call('list_bookings');
    expect(refused).toMatchObject({ isError: true, error: { code: 'forbidden' } });
    expect(refused.text).toContain('this key may not do that');
  });

  test('reaches what is its own, in its mode, and nothing else', async () => {
    const { id } = await scene.org.eventType({ title: 'Ours' });
    const booking = await scene.org.booked(id, '2026-06-15T14:00:00Z');
    const strangers = [scene.org.liveKey, scene.api.other.testKey];
    for (const key of strangers) {
      const stranger = await scene.connect({ key });
      expect((await stranger.call('list_event_types')).text).not.toContain('Ours');
      expect((await stranger.call('list_bookings')).data.bookings).toEqual([]);
      const cancelled = await stranger.call('cancel_booking', { booking_id: booking.id });
      expect(cancelled.error).toMatchObject({ code: 'not_found' });
      const days = { event_type_id: id, start_date: '2026-06-15', end_date: '2026-06-15' };
      expect((await stranger.call('check_availability', days)).error).toMatchObject({ code: 'not_found' });
    }
    const own = await scene.agent.call('list_bookings');
    expect(own.data.bookings[0].id).toBe(booking.id);
  });
});

describe('who may ask', () => {
  test.each(['astrocal.test', 'ASTROCAL.test:8443', 'localhost:3000', '127.0.0.1', '[::1]:3000'])(
    'host %s may',
    async (host) => {
      expect((await ask({ headers: { host } })).status).toBe(200);
    },
  );

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.1.5',
    'astrocal.test@evil.example',
    'a b',
  ])('host %s may not: its page could be pointed here', async (host) => {
    const { status, body } = await ask({ headers: { host } });
    expect([status, body.error.code]).toEqual([403, 'forbidden']);
    expect(body.error.message).toContain('ASTROCAL_MCP_HOSTS');
  });

  test.each(['http://localhost:6274', 'https://astrocal.test', 'http://[::1]:8080'])(
    'a page of %s may',
    async (origin) => {
      expect((await ask({ headers: { origin } })).status).toBe(200);
    },
  );

  test.each(['https://evil.example', 'null', 'https://astrocal.test.evil.example', 'file://localhost'])(
    'a page of %s may not',
    async (origin) => {
      const { status, body } = await ask({ headers: { origin } });
      expect([status, body.error.code]).toEqual([403, 'forbidden']);
    },
  );

  test('names that the operator allows may, for host and origin', async () => {
    const server = await buildApp(scene.api.deps, { mcpHosts: ['inside.example'] });
    const headers = { host: 'inside.example:3000', origin: 'https://inside.example' };
    expect((await ask({ headers, server })).status).toBe(200);
    expect((await ask({ headers })).status).toBe(403);
    await server.close();
  });

  test('behind a trusted proxy, the name that the caller used counts', async () => {
    const headers = { host: 'upstream', 'x-forwarded-host': 'astrocal.test' };
    const { server } = await limitedServer(scene.api, { plan: 'unlimited', trustProxy: ['127.0.0.1'] });
    expect((await ask({ headers, server })).status).toBe(200);
    expect((await ask({ headers: { ...headers, 'x-forwarded-host': 'evil.example' }, server })).status).toBe(
      403,
    );
    expect((await ask({ headers })).status).toBe(403);
    await server.close();
  });
});

describe('limits', () => {
  test('are those of the key: calls of tools count as its own, once, and the protocol does not', async () => {
    const { server } = await limitedServer(scene.api, { plan: 'free' });
    const url = await server.listen({ port: 0, host: '127.0.0.1' });
    const agent = await connectAgent({ url, key: scene.org.testKey });
    const used = async () => {
      const { usage } = (
        await server.inject({ url: '/v1/usage', headers: { authorization: `Bearer ${scene.org.testKey}` } })
      ).json();
      return usage.api_calls_today;
    };
    await agent.client.listTools();
    expect(await used()).toBe(0);
    await agent.call('list_event_types');
    expect(await used()).toBe(1);
    for (let i = 0; i < 29; i++) await agent.call('list_event_types');
    const refused = await agent.call('list_event_types');
    expect(refused).toMatchObject({
      isError: true,
      error: { code: 'rate_limit_exceeded', retry_after_seconds: 60 },
    });
    expect(refused.text).toContain('Wait 60 seconds before the next call of any tool.');
    await agent.close();
    await server.close();
  });

  test('of size and form are those of the API', async () => {
    const large = await ask({ body: { ...discover, filler: 'x'.repeat(300_000) } });
    expect([large.status, large.body.error.code]).toEqual([413, 'payload_too_large']);
    expect((await ask({ body: '{' })).body.error.code).toBe('validation_error');
    expect((await ask({ headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    expect(
      (
        await ask({
          headers: { accept: 'text/html', 'mcp-protocol-version': '2025-11-25', 'mcp-method': '' },
          body: { jsonrpc: '2.0', id: 1, method: 'ping' },
        })
      ).status,
    ).toBe(406);
  });
});

test('a revision that nobody speaks is refused, with those that are', async () => {
  const { status, body } = await ask({
    headers: { 'mcp-protocol-version': '2030-01-01' },
    body: {
      ...discover,
      params: {
        _meta: { ...discover.params._meta, 'io.modelcontextprotocol/protocolVersion': '2030-01-01' },
      },
    },
  });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toContain('2026-07-28');
});

test('a closing server finishes the tool calls that have begun', async () => {
  const server = await buildApp(scene.api.deps);
  const url = await server.listen({ port: 0, host: '127.0.0.1' });
  const agent = await connectAgent({ url, key: scene.org.testKey });
  await agent.call('list_event_types');
  const arrived = once(server.server, 'request');
  const begun = agent.call('list_event_types');
  await arrived; // and nothing of the API was asked for it yet
  const closed = server.close();
  expect(await begun).toMatchObject({ isError: false });
  await closed;
  await agent.close();
});
