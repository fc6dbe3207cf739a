import { type ErrorCode, errorCatalogue, operationList } from '@astrocal/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '../src/app.ts';
import { createLogger } from '../src/lib/logger.ts';
import { brokenDatabase, describePromises, fault, particularPromises } from './errors/promises.ts';
import { createTestApi, type TestApi } from './harness/api.ts';

const promises = describePromises(operationList);

describe('what is promised', () => {
  test('is every code of the catalogue, but the one of no operation', () => {
    const promised = new Set<string>(promises.map(([, code]) => code)).add('method_not_allowed');
    expect(Object.keys(errorCatalogue).filter((code) => !promised.has(code as ErrorCode))).toEqual([]);
  });

  test('is all of which a way to meet it is known', () => {
    const known = new Set(promises.map(([id, code]) => `${id} ${code}`));
    expect(particularPromises().filter((name) => !known.has(name))).toEqual([]);
  });
});

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

describe('readiness', () => {
  test('a server whose database is closed is alive and not ready', async () => {
    const closed = await createTestApi();
    await closed.deps.database.close();
    expect((await closed.call('GET', '/health')).status).toBe(200);
    const { status, body, headers } = await closed.call('GET', '/ready');
    expect([status, body.error.code, headers['retry-after']]).toEqual([503, 'unavailable', '2']);
    await closed.close();
  });
});

describe('a fault', () => {
  test('is a bland 500 to the caller, and in the log the cause under the id of the request', async () => {
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line) => lines.push(line) });
    const server = await buildApp({ ...api.deps, logger, database: brokenDatabase(api) });
    const answer = await server.inject({
      url: '/v1/bookings',
      headers: { authorization: `Bearer ${api.own.testKey}` },
    });
    expect(answer.statusCode).toBe(500);
    expect(JSON.parse(answer.body).error).toEqual({
      code: 'internal_error',
      message: errorCatalogue.internal_error.message,
      request_id: answer.headers['request-id'],
      doc_url: 'http://astrocal.test/docs/errors#internal_error',
    });
    const logged = lines.map((line) => JSON.parse(line)).find(({ level }) => level === 50);
    expect(logged).toMatchObject({ request_id: answer.headers['request-id'], err: { message: fault } });
  });

  test('a refusal is logged as a request, not as a fault', async () => {
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line) => lines.push(line) });
    const server = await buildApp({ ...api.deps, logger });
    await server.inject({ url: '/v1/bookings/bkg_x' });
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 30, msg: 'request', route: '/v1/bookings/:id', status: 401 },
    ]);
  });
});
