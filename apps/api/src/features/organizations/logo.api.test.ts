import { createServer, type RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type LoopbackListener, listenOnLoopback } from '../../../test/harness/loopback-listener.ts';
import { useOrganization } from '../../../test/harness/organization.ts';
import { readPage } from '../../../test/harness/read-html.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import { createOutbound, type Outbound } from '../../providers/outbound/index.ts';

/** One pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(100)]);

const scene = useOrganization();
let answer: RequestListener;
let logos: LoopbackListener;
let outbound: Outbound;
/** The guard lets nothing but https out, and what the operator opened: here a server of this machine stands for the web. */
beforeEach(async () => {
  logos = await listenOnLoopback(createServer((request, response) => answer(request, response)));
  outbound = createOutbound({ allow: ['127.0.0.1/32'], timeoutMs: 300 });
  const { deps } = scene.api;
  vi.spyOn(deps.outbound, 'fetchFile').mockImplementation(({ url, maxBytes }) =>
    outbound.fetchFile({
      url: url.replace('https://logos.example', `http://127.0.0.1:${logos.port}`),
      maxBytes,
    }),
  );
});
afterEach(async () => {
  vi.restoreAllMocks();
  await outbound.close();
  await logos.close();
});

const sends =
  (body: string | Buffer, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    void response.writeHead(200, headers).end(body);
const set = (logo_url: string | null, more: object = {}) =>
  scene.api.call('PATCH', '/v1/organization', { key: scene.org.liveKey, body: { logo_url, ...more } });
const address = 'https://logos.example/logo.png';
const eventType = async () => (await scene.org.eventType({ title: 'Tour' })).id as string;
const shownOf = async (id: string): Promise<string | null> =>
  (await scene.api.call('GET', `/v1/event-types/${id}`)).body.organization.logo_url;
const get = (url: string) => scene.api.server.inject(url.replace(scene.api.deps.publicUrl, ''));

describe('a logo', () => {
  test('is fetched once, and served from here as what it is', async () => {
    answer = sends(png, { 'content-type': 'text/html' });
    const id = await eventType();
    expect(await shownOf(id)).toBeNull();
    expect((await set(address)).body.logo_url).toBe(address);
    const asked = logos.connections;
    const url = await shownOf(id);
    expect(url).toMatch(
      new RegExp(`^${scene.api.deps.publicUrl}/logos/${scene.org.organizationId}/[\\w-]{22}$`),
    );
    const { statusCode, headers, rawPayload } = await get(url ?? '');
    expect([statusCode, rawPayload.equals(png)]).toEqual([200, true]);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
    });
    await set(address, { name: 'Northwind' });
    expect(logos.connections).toBe(asked);
  });

  test('stands on pages, without words of its own', async () => {
    answer = sends(png);
    const id = await eventType();
    const booking = await scene.org.booked(id, '2026-06-02T09:00:00Z');
    await set(address);
    const book = String((await scene.api.server.inject(`/book/${id}`)).headers.location).slice(2);
    for (const path of [
      book,
      `${book}?date=2026-06-02`,
      `/bookings/${booking.id}?token=${booking.cancel_token}`,
    ]) {
      const { document } = await readPage(scene.api, path);
      const image = document.querySelector<HTMLImageElement>('.from img');
      expect([image?.src, image?.alt]).toEqual([await shownOf(id), '']);
    }
  });

  test('stands in mails to people, at an address that is the same for all of them', async () => {
    answer = sends(png);
    const id = await eventType();
    const htmlOf = async (startTime: string) => {
      const booking = await scene.org.booked(id, startTime);
      await runDueJobs(scene.api);
      const listed = await scene.org.call('GET', `/v1/mails?booking_id=${booking.id}`);
      const mails = listed.body.data.map((mail: { id: string }) =>
        scene.org.call('GET', `/v1/mails/${mail.id}`),
      );
      return (await Promise.all<{ body: { html: string } }>(mails)).map(({ body }) => body.html);
    };
    for (const html of await htmlOf('2026-06-02T09:00:00Z')) expect(html).not.toContain('<img');
    await set(address);
    const shown = await shownOf(id);
    const htmls = await htmlOf('2026-06-02T10:00:00Z');
    expect(htmls).toHaveLength(2);
    for (const html of htmls)
      expect([...html.matchAll(/<img src="([^"]*)"/g)].map(([, src]) => src)).toEqual([shown]);
  });

  test('of another content has another address, to which the one before leads', async () => {
    answer = sends(png);
    const id = await eventType();
    await set(address);
    const before = (await shownOf(id)) ?? '';
    answer = sends(jpeg);
    await set('https://logos.example/other');
    const now = (await shownOf(id)) ?? '';
    expect(now).not.toBe(before);
    expect((await get(now)).headers['content-type']).toBe('image/jpeg');
    const led = await get(before);
    expect([led.statusCode, new URL(String(led.headers.location), before).href]).toEqual([302, now]);
  });

  test('that is taken away is gone, and so is one of nobody', async () => {
    answer = sends(png);
    const id = await eventType();
    await set(address);
    const before = (await shownOf(id)) ?? '';
    expect((await set(null)).body.logo_url).toBeNull();
    expect(await shownOf(id)).toBeNull();
    for (const url of [before, '/logos/nobody/x', `/logos/${scene.api.other.organizationId}/x`])
      expect((await get(url)).statusCode, url).toBe(404);
  });
});

describe('what is no logo is refused with what is wrong, and nothing changes:', () => {
  const refusals: Record<string, [RequestListener, string]> = {
    'an SVG': [
      sends('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', {
        'content-type': 'image/svg+xml',
      }),
      'is no picture in PNG, JPEG or WebP',
    ],
    'a page that calls itself a picture': [
      sends('<!doctype html><script>alert(1)</script>', { 'content-type': 'image/png' }),
      'is no picture in PNG, JPEG or WebP',
    ],
    'nothing at all': [sends(''), 'is no picture in PNG, JPEG or WebP'],
    'a picture of more than 200 kB': [
      sends(Buffer.concat([png, Buffer.alloc(200_000)])),
      'is a picture of more than 200 kB',
    ],
    'a picture without end': [
      (_request, response) => {
        const more = () => {
          while (response.write(png));
        };
        response.on('drain', more);
        more();
      },
      'is a picture of more than 200 kB',
    ],
    'an answer that never comes': [() => {}, 'could not be fetched. There was no complete answer in time.'],
    'a picture that stops half way': [
      (_request, response) => void response.writeHead(200, { 'content-length': '5000' }).write(png),
      'could not be fetched. There was no complete answer in time.',
    ],
    'one that is not there': [
      (_request, response) => void response.writeHead(404).end(png),
      'answered 404 in place of a picture',
    ],
    'one that leads to this machine': [
      (_request, response) => void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
      'leads elsewhere (it answered 302): give the address of the picture itself',
    ],
  };

  test.each(Object.entries(refusals))('%s', async (_, [listener, sentence]) => {
    answer = listener;
    const before = (await scene.api.call('GET', '/v1/organization', { key: scene.org.liveKey })).body;
    const { status, body } = await set(address, { name: 'Another' });
    expect([status, body.error.code, body.error.details.issues]).toEqual([
      400,
      'validation_error',
      [{ path: 'body.logo_url', message: sentence }],
    ]);
    expect((await scene.api.call('GET', '/v1/organization', { key: scene.org.liveKey })).body).toEqual(
      before,
    );
  });

  test('an address that is not public', async () => {
    vi.restoreAllMocks();
    for (const url of [
      'https://10.0.0.1/logo.png',
      'https://169.254.169.254/latest',
      'https://[::1]/logo.png',
    ]) {
      const { status, body } = await set(url);
      expect([status, body.error.details.issues[0].message], url).toEqual([
        400,
        'could not be fetched. The URL leads to an address that is not public.',
      ]);
    }
  });
});
