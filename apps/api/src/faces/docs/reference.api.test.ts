import { gunzipSync } from 'node:zlib';
import { errorCodes } from '@astrocal/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/harness/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

const read = (url: string, headers: Record<string, string> = {}) =>
  api.server.inject({ method: 'GET', url, headers });

describe('the page at /docs/reference', () => {
  test('loads everything from this server and nothing from anywhere else', async () => {
    const { body } = await read('/docs/reference');
    const loaded = [...body.matchAll(/<(?:script|img|iframe|link)[^>]+(?:src|href)="([^"]+)"/g)].map(
      ([, address = '']) => new URL(address, 'http://server/docs/reference'),
    );
    expect(loaded.map(({ pathname }) => pathname)).toEqual(
      expect.arrayContaining(['/docs/reference.js', '/docs/assets/reference.css']),
    );
    expect(loaded.every(({ host }) => host === 'server')).toBe(true);
    expect(body).not.toMatch(/https?:\/\//);
  });

  test('draws the document of this server, with telemetry, fonts and helpers from elsewhere switched off', async () => {
    const { body } = await read('/docs/reference');
    const settings = JSON.parse((/data-settings="([^"]+)"/.exec(body)?.[1] ?? '').replaceAll('&quot;', '"'));
    expect(new URL(settings.url, 'http://server/docs/reference').pathname).toBe('/v1/openapi.json');
    expect(settings).toMatchObject({ telemetry: false, withDefaultFonts: false, agent: { disabled: true } });
    expect(settings).not.toHaveProperty('proxyUrl');
  });

  test('forbids the browser every other source, and every script that stands in the page', async () => {
    const { headers, body } = await read('/docs/reference');
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("connect-src 'self' http://astrocal.test");
    expect(body.match(/<script(?! [^>]*src=)/g)).toBeNull();
  });

  test('links to what else there is to read', async () => {
    const { body } = await read('/docs/reference');
    const links = [...(/<nav.*?<\/nav>/s.exec(body)?.[0] ?? '').matchAll(/<a href="([^"]+)"/g)].map(
      ([, href = '']) => new URL(href, 'http://server/docs/reference').pathname,
    );
    expect(links).toEqual(['/docs/guides', '/docs/reference', '/docs/errors', '/docs/guides/mcp']);
    for (const link of links) expect([link, (await read(link)).statusCode]).toEqual([link, 200]);
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

test.each(['/', '/docs/'])('%s leads to the front page', async (path) => {
  const { statusCode, headers } = await read(path);
  expect(statusCode).toBeGreaterThanOrEqual(300);
  expect(new URL(String(headers.location), `http://server${path}`).pathname).toBe('/docs');
});

describe('the page at /docs/errors', () => {
  test('has one anchor for each code of the catalogue, and none besides', async () => {
    const { body } = await read('/docs/errors');
    expect([...body.matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id)).toEqual(errorCodes);
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
