import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/harness/api.ts';
import { createTestOrganization } from '../../../test/harness/organization.ts';
import { joined } from '../../../test/harness/waitlist-scene.ts';

let api: TestApi;
const paths: Record<string, string> = {};
beforeAll(async () => {
  api = await createTestApi();
  const org = await createTestOrganization(api);
  const { id } = await org.eventType({ waitlist_enabled: true });
  const booking = await org.booked(id, '2026-06-15T14:00:00Z');
  const entry = await joined(org, id, '2026-06-15T14:00:00Z');
  paths.book = String((await api.server.inject(`/book/${id}`)).headers.location).replace('../', '/');
  paths.plain = `${paths.book}?date=2026-06-16`;
  paths.booking = `/bookings/${booking.id}?token=${booking.cancel_token}`;
  paths.entry = `/waitlist/${entry.id}?token=${entry.cancel_token}`;
  paths.preview = '/docs/widget';
  paths.wrong = `/bookings/${booking.id}?token=wrong`;
  paths.missing = '/book/nobody/nothing';
});
afterAll(() => api.close());

const get = (url: string, headers = {}) => api.server.inject({ url, headers });
const names = ['book', 'plain', 'booking', 'entry', 'preview', 'wrong', 'missing'];
const secrets = ['plain', 'booking', 'entry', 'wrong', 'missing'];

describe('every page', () => {
  test.each(names)('%s forbids what it does not need', async (name) => {
    const { headers, body } = await get(paths[name] ?? '');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    const policy = Object.fromEntries(
      String(headers['content-security-policy'])
        .split('; ')
        .map((each) => each.split(/ (.*)/, 2) as [string, string]),
    );
    expect(policy).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'connect-src': "'self'",
      'form-action': "'self'",
      'base-uri': "'none'",
      'frame-ancestors': ['book', 'plain'].includes(name) ? "'self'" : "'none'",
    });
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['access-control-allow-origin']).toBeUndefined();
    // What the policy would stop is not there: scripts and styles come from files.
    expect(body).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
    expect(body.match(/<script(?![^>]*( src=| type="application\/ld\+json"))/g)).toBeNull();
  });

  test.each(names)('%s is a document with a language, a title, one heading and a main part', async (name) => {
    const { body } = await get(paths[name] ?? '');
    expect(body).toMatch(/^<!doctype html>\n<html lang="en"/);
    expect(body).toMatch(/<title>[^<]+<\/title>/);
    for (const once of ['<h1', '<main', '<header', '<footer', 'name="viewport"'])
      expect([once, body.split(once).length - 1]).toEqual([once, 1]);
  });

  test.each(names)('%s is kept and told to others only where its address is no secret', async (name) => {
    const { headers } = await get(paths[name] ?? '');
    const isSecret = secrets.includes(name);
    expect([headers['cache-control'], headers['referrer-policy'], headers['x-robots-tag']]).toEqual(
      isSecret
        ? ['no-store', 'no-referrer', 'noindex, nofollow']
        : ['no-cache', 'strict-origin-when-cross-origin', undefined],
    );
  });

  test('is found by HEAD, too', async () => {
    for (const name of names) {
      const path = paths[name] ?? '';
      const { statusCode, body } = await api.server.inject({ method: 'HEAD', url: path });
      expect([name, statusCode, body]).toEqual([name, (await get(path)).statusCode, '']);
    }
  });
});

describe('files', () => {
  const cases = [
    ['/assets/pages.css', 'text/css; charset=utf-8'],
    ['/assets/booking-page.js', 'text/javascript; charset=utf-8'],
    ['/assets/icon.svg', 'image/svg+xml'],
    ['/widget/v1/astrocal.js', 'text/javascript; charset=utf-8'],
    ['/widget/v1/astrocal-rest.js', 'text/javascript; charset=utf-8'],
    ['/widget/v1/astrocal.js.map', 'application/json; charset=utf-8'],
  ] as const;

  test.each(cases)('%s comes with its type, to any site, and is kept for an hour', async (path, type) => {
    const { statusCode, headers } = await get(path);
    expect([statusCode, headers['content-type']]).toEqual([200, type]);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('public, max-age=3600, stale-while-revalidate=604800');
  });

  test.each(cases)('%s is sent again only when it changed, compressed to those who take it', async (path) => {
    const plain = await get(path);
    const compressed = await get(path, { 'accept-encoding': 'br, gzip' });
    expect(compressed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(compressed.rawPayload).equals(plain.rawPayload)).toBe(true);
    for (const { etag } of [plain.headers, compressed.headers]) {
      const encoding = { 'accept-encoding': String(etag).includes('gzip') ? 'gzip' : 'identity' };
      for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await get(path, { ...encoding, 'if-none-match': String(tag) });
        expect([tag, again.statusCode, again.body, again.headers.etag]).toEqual([tag, 304, '', etag]);
      }
    }
    expect((await get(path, { 'if-none-match': '"other"' })).statusCode).toBe(200);
  });

  test('are kept for good under the addresses that pages use', async () => {
    const { body } = await get(paths.book ?? '');
    const used = [...body.matchAll(/(?:src|href)="\.\.\/\.\.\/((?:assets|widget)[^"]+)"/g)].map(
      ([, path]) => path,
    );
    expect(used).toHaveLength(4);
    for (const path of used) {
      expect((await get(`/${path}`)).headers['cache-control']).toContain('immutable');
      expect((await get(`/${path}x`)).headers['cache-control']).not.toContain('immutable');
    }
  });

  test.each([
    '/assets/none.css',
    '/assets/..%2frules.ts',
    '/widget/v1/package.json',
    '/widget/v2/astrocal.js',
  ])('%s is none', async (path) => {
    expect((await get(path)).statusCode).toBe(404);
  });
});
