import { operationList } from '@astrocal/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/harness/api.ts';
import { pagePaths } from '../faces/pages/routes.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi('embedded');
});
afterAll(() => api.close());

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const inject = (method: string, url: string, headers = {}) =>
  api.server.inject({ method: method as 'GET', url, headers });

describe('a method that a path does not take', () => {
  const paths = new Set(operationList.map(({ path }) => path));
  /** What is served there: an id may be any text, so another path may be at the same place. */
  const opsAt = (path: string) =>
    operationList.filter((op) => new RegExp(`^${op.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path));

  test.each([...paths])('%s names those that it takes', async (path) => {
    const taken = [...new Set(opsAt(path).map(({ method }) => method))];
    const other = ['DELETE', 'PATCH', 'PUT', 'POST'].find((method) => !taken.includes(method as 'GET'));
    const { statusCode, headers, body } = await inject(other ?? '', path.replace(/\{\w+\}/g, 'x'));
    const { error } = JSON.parse(body);
    expect([statusCode, error.code]).toEqual([405, 'method_not_allowed']);
    expect(String(headers.allow).split(', ')).toEqual(
      [...taken, ...(taken.includes('GET') ? ['HEAD'] : [])].sort(),
    );
    expect(error.message).toContain(String(headers.allow));
  });

  test.each(['PURGE', 'PROPFIND'])('%s is one of them', async (method) =>
    expect((await inject(method, '/v1/bookings')).statusCode).toBe(405),
  );

  test('of pages as well', async () => {
    const { statusCode, headers } = await inject('POST', '/docs');
    expect([statusCode, headers.allow]).toEqual([405, 'GET, HEAD']);
  });
});

describe('an address of nothing', () => {
  test.each([browser, 'text/html'])('is told to a person on a page (%s)', async (accept) => {
    const { statusCode, headers, body } = await inject('GET', '/nothing/here', { accept });
    expect([statusCode, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(body).toContain('href="../assets/');
  });

  test.each([undefined, '*/*', 'application/json', 'text/html;q=0.1, application/json'])(
    'is told to a program in JSON (%s)',
    async (accept) => {
      const { statusCode, body } = await inject('GET', '/nothing/here', accept ? { accept } : {});
      expect([statusCode, JSON.parse(body).error.code]).toEqual([404, 'not_found']);
    },
  );

  test('below /v1 is of the API, whoever asks', async () => {
    const { statusCode, body } = await inject('GET', '/v1/nothing', { accept: browser });
    expect([statusCode, JSON.parse(body).error.code]).toEqual([404, 'not_found']);
  });
});

describe('a slash too many', () => {
  test.each(pagePaths.map((path) => path.replace(/\{\w+\}/g, 'x')))(
    '%s/ leads to the page, with its query',
    async (path) => {
      const { statusCode, headers } = await inject('GET', `${path}/?a=1&b=//x`);
      expect(statusCode).toBe(308);
      const target = new URL(String(headers.location), `http://server/under${path}/`);
      expect([target.host, target.pathname + target.search]).toEqual(['server', `/under${path}?a=1&b=//x`]);
    },
  );

  test.each(['/nothing/', '/docs//', '//example.com/', '/v1/bookings/x/'])('%s leads nowhere', async (path) =>
    expect((await inject('GET', path)).statusCode).toBe(404),
  );
});
