import { gunzipSync } from 'node:zlib';
import { errorCodes } from '@astrocal/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/harness/api.ts';
import { referencePaths } from './index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

const read = (url: string, headers: Record<string, string> = {}) =>
  api.server.inject({ method: 'GET', url, headers });

/** What a browser would load for the page, resolved as it would resolve it. */
const loaded = (page: string, html: string) =>
  [...html.matchAll(/<(?:script|img|iframe|link(?! rel="icon"))[^>]+(?:src|href)="([^"]+)"/g)].map(
    ([, address = '']) => new URL(address, `http://server${page}`),
  );

describe('the page at /docs', () => {
  test('loads its script from this server and nothing from anywhere else', async () => {
    const { body } = await read('/docs');
    const urls = loaded('/docs', body);
    expect(urls.map(({ pathname }) => pathname)).toEqual(['/docs/reference.js']);
    expect(urls.every(({ host }) => host === 'server')).toBe(true);
    expect(body).not.toMatch(/https?:\/\//);
  });

  test('draws the document of this server, with telemetry, fonts and helpers from elsewhere switched off', async () => {
    const { body } = await read('/docs');
    expect(body).toContain('"url":"v1/openapi.json"');
    for (const off of ['"telemetry":false', '"withDefaultFonts":false', '"agent":{"disabled":true}'])
      expect(body).toContain(off);
    expect(body).not.toContain('proxyUrl');
  });

  test('forbids the browser every other source, and every script without the nonce of this answer', async () => {
    const first = await read('/docs');
    const second = await read('/docs');
    const policy = String(first.headers['content-security-policy']);
    const nonce = /script-src 'nonce-([^']+)';/.exec(policy)?.[1];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/connect-src 'self' http:\/\/astrocal\.test$/);
    expect(first.body.match(/<script /g)).toHaveLength(2);
    expect(first.body.split(`nonce="${nonce}"`)).toHaveLength(3);
    expect(second.headers['content-security-policy']).not.toBe(policy);
  });

  test('links to what else there is to read', async () => {
    const { body } = await read('/docs');
    const links = [...(/<nav.*<\/nav>/s.exec(body)?.[0] ?? '').matchAll(/<a href="([^"]+)"/g)].map(
      ([, href = '']) => href,
    );
    expect(links).toEqual(['docs/guides/README.md', 'docs/errors', 'docs/widget', 'llms.txt']);
    for (const link of links) {
      const { pathname } = new URL(link, 'http://server/docs');
      expect([link, (await read(pathname)).statusCode]).toEqual([link, 200]);
    }
  });

  test.each(['/', '/docs/'])('is where %s leads', async (path) => {
    const { statusCode, headers } = await read(path);
    expect(statusCode).toBeGreaterThanOrEqual(300);
    expect(new URL(String(headers.location), `http://server${path}`).pathname).toBe('/docs');
  });

  test('sends its script compressed to those who take it, and whole to others', async () => {
    const plain = await read('/docs/reference.js');
    const compressed = await read('/docs/reference.js', { 'accept-encoding': 'gzip, br' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body).toContain('createApiReference');
    expect(compressed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(compressed.rawPayload).equals(plain.rawPayload)).toBe(true);
  });
});

describe('the page at /docs/errors', () => {
  test('has one anchor for each code of the catalogue, and none besides', async () => {
    const { body } = await read('/docs/errors');
    expect([...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)).toEqual(errorCodes);
  });

  test('is where the doc_url of an error leads', async () => {
    const { body } = await api.call('GET', '/v1/bookings');
    const { code, doc_url } = body.error;
    const { pathname, hash } = new URL(doc_url);
    const page = await read(pathname);
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(hash).toBe(`#${code}`);
    expect(page.body).toContain(`<section id="${code}">`);
  });
});

test('every path that is listed as no operation is served', async () => {
  for (const path of [...referencePaths, '/llms.txt'])
    expect((await read(path)).statusCode, path).toBeLessThan(400);
});
