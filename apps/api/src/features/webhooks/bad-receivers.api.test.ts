import { readFileSync } from 'node:fs';
import { createServer as createSecureServer } from 'node:https';
import net from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LoopbackListener, listenOnLoopback } from '../../../test/harness/loopback-listener.ts';
import type { Receiver } from '../../../test/harness/receiver.ts';
import { useWebhooks } from '../../../test/harness/webhook-scene.ts';
import { createOutbound, type OutboundOptions } from '../../providers/outbound/index.ts';

const scene = useWebhooks();
const pem = readFileSync(new URL('../../../test/fixtures/receiver.example.pem', import.meta.url), 'utf8');

const cleanUp: (() => Promise<unknown>)[] = [];
/** Gives the API another way out, which is less patient than the real one. */
function goOutBy(options: Partial<OutboundOptions> = {}): void {
  const outbound = createOutbound({ allow: ['127.0.0.1/32'], timeoutMs: 400, ...options });
  cleanUp.push(() => outbound.close());
  Object.assign(scene.api.deps, { outbound });
}
beforeEach(() => goOutBy());
afterEach(async () => {
  for (const close of cleanUp.splice(0)) await close();
});

type Answers = Receiver['answer'];

const drip: Answers = (response) => {
  response.writeHead(200);
  const timer = setInterval(() => response.write('.'), 100);
  response.on('close', () => clearInterval(timer));
};

/** What may come back, and what is written down of it. */
const cases: [string, Answers, { code: number | null; body?: string; error?: string }][] = [
  ['hangs', () => {}, { code: null, error: 'There was no complete answer in time.' }],
  ['drips', drip, { code: null, error: 'There was no complete answer in time.' }],
  ['fails', (response) => response.writeHead(500).end('Oops'), { code: 500, body: 'Oops' }],
  [
    'redirects',
    (response) => response.writeHead(301, { location: '/elsewhere' }).end(),
    { code: 301, body: '' },
  ],
  [
    'resets the connection',
    (response) => response.socket?.destroy(),
    { code: null, error: 'The connection ended before the answer was complete.' },
  ],
  [
    'ends in the middle of its answer',
    (response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.socket?.destroy());
    },
    { code: null, error: 'The connection ended before the answer was complete.' },
  ],
  [
    'does not speak HTTP',
    (response) => response.socket?.end('hello there\r\n\r\n'),
    { code: null, error: 'The answer is not valid HTTP.' },
  ],
  [
    'says NUL and half a character',
    (response) => response.writeHead(400).end(Buffer.from([0x61, 0, 0x62, 0xed, 0xa0, 0x80, 0xff])),
    { code: 400, body: `ab${'\ufffd'.repeat(4)}` },
  ],
];

test.each(cases)(
  'one that %s is tried again later',
  async (_name, answer, { code, body = null, error = null }) => {
    const { receiver, deliveries } = await scene.endpoint({ events: ['booking.created'] });
    receiver.answer = answer;
    await scene.book();
    await scene.runDueJobs();
    expect(receiver.requests.map(({ url }) => url)).toEqual(['/hook']);
    expect(await deliveries()).toMatchObject([
      {
        status: 'pending',
        attempts: 1,
        response_status_code: code,
        response_body: body,
        error,
        next_retry_at: expect.stringMatching(/^2026-06-01T08:00:0[3-6]Z$/),
      },
    ]);
    receiver.answer = (response) => response.writeHead(200).end('ok');
    scene.api.clock.moveBy(6_000);
    await scene.runDueJobs();
    expect(await deliveries()).toMatchObject([
      { status: 'success', attempts: 2, response_body: 'ok', error: null },
    ]);
  },
);

test('one that sends ten megabytes has taken the message, and two kilobytes are kept', async () => {
  const { receiver, deliveries } = await scene.endpoint({ events: ['booking.created'] });
  let written = 0;
  receiver.answer = (response) => {
    response.writeHead(200);
    const more = () => {
      while (written < 10_000_000 && !response.destroyed) {
        written += 50_000;
        if (!response.write('x'.repeat(50_000))) return response.once('drain', more);
      }
      return response.end();
    };
    more();
  };
  await scene.book();
  await scene.runDueJobs();
  expect(await deliveries()).toMatchObject([{ status: 'success', response_body: 'x'.repeat(2_048) }]);
  expect(written).toBeLessThan(10_000_000); // nobody read the rest
});

test('one whose certificate is of nobody gets nothing', async () => {
  let asked = 0;
  const listener = await listen(createSecureServer({ key: pem, cert: pem }, () => asked++));
  const { deliveries } = await scene.endpoint({
    events: ['booking.created'],
    url: `https://127.0.0.1:${listener.port}/`,
  });
  await scene.book();
  await scene.runDueJobs();
  expect(await deliveries()).toMatchObject([
    { status: 'pending', response_status_code: null, error: expect.stringMatching(/^No secure connection/) },
  ]);
  expect([listener.connections, asked]).toEqual([1, 0]);
});

test('one where nobody listens is tried again later', async () => {
  const listener = await listen(net.createServer());
  await listener.close();
  const { deliveries } = await scene.endpoint({
    events: ['booking.created'],
    url: `http://127.0.0.1:${listener.port}/`,
  });
  await scene.book();
  await scene.runDueJobs();
  expect(await deliveries()).toMatchObject([{ status: 'pending', error: 'No connection could be made.' }]);
});

test('a name that was public when the endpoint was made and leads inside afterwards is never connected to', async () => {
  const listener = await listen(net.createServer());
  const { deliveries, ask } = await scene.endpoint({
    events: ['booking.created'],
    url: `https://hooks.example:${listener.port}/`,
  });
  goOutBy({ allow: [], resolve: async () => ['127.0.0.1'] });
  await scene.book();
  await scene.runDueJobs();
  const refused = { error: 'The URL leads to an address that is not public.', response_body: null };
  expect(await deliveries()).toMatchObject([{ status: 'pending', ...refused }]);
  expect((await ask('POST', '/test')).body).toMatchObject({ status: 'failed', ...refused });
  expect(listener.connections).toBe(0);
  // The premise: opened to it, the same endpoint is connected to.
  goOutBy({ resolve: async () => ['127.0.0.1'] });
  await ask('POST', '/test');
  expect(listener.connections).toBe(1);
});

test('an address that the operator has closed again is never connected to', async () => {
  const { receiver, deliveries } = await scene.endpoint({ events: ['booking.created'] });
  goOutBy({ allow: [] });
  await scene.book();
  await scene.runDueJobs();
  expect(await deliveries()).toMatchObject([{ status: 'pending', response_status_code: null }]);
  expect(receiver.requests).toEqual([]);
});

test('a server that stops makes its attempt another time', async () => {
  const { receiver, deliveries } = await scene.endpoint({ events: ['booking.created'] });
  const outbound = createOutbound({ allow: ['127.0.0.1/32'] });
  Object.assign(scene.api.deps, { outbound });
  receiver.answer = () => outbound.close();
  await scene.book();
  await expect(scene.runDueJobs()).rejects.toMatchObject({ code: 'closed' });
  expect(await deliveries()).toMatchObject([{ status: 'pending', attempts: 0 }]);
});

async function listen(server: net.Server): Promise<LoopbackListener> {
  const listener = await listenOnLoopback(server);
  cleanUp.push(listener.close);
  return listener;
}
