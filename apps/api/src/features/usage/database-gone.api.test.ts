import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/harness/api.ts';
import { type LimitedServer, limitedServer } from '../../../test/harness/limited-api.ts';
import type { Deps } from '../../deps.ts';

describe.each(['free', 'scale'] as const)('when the database is gone, the plan %s', (plan) => {
  let api: TestApi;
  let server: LimitedServer;
  let isGone = false;
  beforeAll(async () => {
    api = await createTestApi();
    server = await limitedServer(api, { plan, deps: { database: leaving(api.deps.database) } });
  });
  afterAll(() => api.close());

  /** A database that refuses connections from some time on. */
  const leaving = (database: Deps['database']): Deps['database'] =>
    new Proxy(database, {
      get(target, property) {
        if (isGone && (property === 'db' || property === 'inTransaction'))
          throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
        return Reflect.get(target, property);
      },
    });

  // It asks the database for nothing itself: only the limit stands before its answer.
  const ask = () =>
    server.call('POST', '/v1/api-keys', { key: api.own.testKey, body: { name: 'A', mode: 'live' } });

  test('lets nothing pass uncounted: 503, and never an open door', async () => {
    expect((await ask()).status).toBe(403);
    // A key that was looked up is believed for a second: it does not pass, however long the requests take.
    const frozen = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    onTestFinished(() => frozen.mockRestore());
    isGone = true;
    let passed = 0;
    let refused = 0;
    for (let i = 0; i < 130; i++) {
      const { status, body, headers } = await ask();
      if (status === 403) passed++;
      else {
        refused++;
        expect([status, body.error.code, headers['retry-after']]).toEqual([503, 'unavailable', '2']);
      }
    }
    // What a process holds of a high limit was counted before: a share of 100.
    expect(passed).toBe(plan === 'free' ? 0 : 99);
    expect(refused).toBe(130 - passed);
    isGone = false;
    expect((await ask()).status).toBe(403);
  });
});
