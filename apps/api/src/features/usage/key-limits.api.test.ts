import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi, testStart } from '../../../test/harness/api.ts';
import { type LimitedServer, limitedServer, statusCounts } from '../../../test/harness/limited-api.ts';
import { createTestOrganization, type TestOrganization } from '../../../test/harness/organization.ts';

describe.each(['postgres', 'embedded'] as const)('the limits of keys (%s)', (kind) => {
  let api: TestApi;
  let org: TestOrganization;
  beforeAll(async () => {
    api = await createTestApi(kind);
  });
  beforeEach(async () => {
    api.clock.moveTo(testStart);
    org = await createTestOrganization(api);
  });
  afterAll(() => api.close());

  const listWith = (server: LimitedServer, key = org.testKey) =>
    server.call('GET', '/v1/event-types', { key });
  async function listTimes(server: LimitedServer, times: number, key = org.testKey) {
    const answers = [];
    for (let i = 0; i < times; i++) answers.push(await listWith(server, key));
    return answers;
  }

  test('let 30 requests of a minute pass on the plan Free, and tell what is left', async () => {
    const server = await limitedServer(api, { plan: 'free' });
    const passed = await listTimes(server, 30);
    expect(statusCounts(passed)).toEqual({ 200: 30 });
    expect(passed.map(({ headers }) => headers['x-ratelimit-remaining'])).toEqual(
      Array.from({ length: 30 }, (_, place) => String(29 - place)),
    );
    for (const { headers } of passed)
      expect(headers).toMatchObject({
        'x-ratelimit-limit': '30',
        'x-ratelimit-reset': '2026-06-01T08:01:00Z',
      });
    api.clock.moveBy(12_000);
    const refused = await listWith(server);
    expect(refused.status).toBe(429);
    expect(refused.headers).toMatchObject({
      'x-ratelimit-limit': '30',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '2026-06-01T08:01:00Z',
      'retry-after': '48',
    });
    expect(refused.body.error).toEqual({
      code: 'rate_limit_exceeded',
      message: 'Too many requests: 30 in a minute are allowed. Try again in 48 seconds.',
      limit: 30,
      window: '1m',
      reset_at: '2026-06-01T08:01:00Z',
      retry_after: 48,
      tier: 'free',
      request_id: refused.headers['request-id'],
      doc_url: 'http://astrocal.test/docs/errors#rate_limit_exceeded',
    });
  });
});
