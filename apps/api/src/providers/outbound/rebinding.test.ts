import { createServer } from 'node:http';
import net from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type LoopbackListener, listenOnLoopback } from '../../../test/harness/loopback-listener.ts';
import { createConnector } from './connector.ts';
import { createOutbound, type Outbound } from './index.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0)) await close();
});

/** A listener, and a resolver that gives the next of `answers` each time, and the last one for ever. */
async function stage(
  allow: readonly string[],
  answers: readonly (readonly string[] | Error)[],
  keepAlive = false,
) {
  const listener = await listenOnLoopback(
    createServer((_request, response) =>
      response.writeHead(204, keepAlive ? {} : { connection: 'close' }).end(),
    ),
  );
  const asked: string[] = [];
  const resolve = async (hostname: string) => {
    asked.push(hostname);
    const answer = answers[Math.min(asked.length, answers.length) - 1] ?? [];
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const outbound = createOutbound({ allow, resolve });
  cleanUp.push(() => outbound.close(), listener.close);
  return { listener, asked, outbound, send: () => send(outbound, listener) };
}

const send = (outbound: Outbound, { port }: LoopbackListener) =>
  outbound.send({ method: 'POST', url: `http://hooks.example:${port}/`, body: '{}' }).then(
    ({ status }) => status,
    ({ code }) => code as string,
  );

it('connects to the address that was judged: a name is resolved once for each connection', async () => {
  const { send, asked, listener } = await stage(['127.0.0.1/32'], [['127.0.0.1'], ['10.0.0.1']]);
  expect(await send()).toBe(204);
  expect(asked).toEqual(['hooks.example']);
  expect(listener.connections).toBe(1);
});

it('judges a name again at every connection', async () => {
  const { send, asked, listener } = await stage(
    ['127.0.0.1/32'],
    [['127.0.0.1'], ['10.0.0.1'], ['127.0.0.1']],
  );
  expect(await send()).toBe(204);
  expect(await send()).toBe('refused_address');
  expect(await send()).toBe(204); // and remembers no refusal
  expect(asked).toHaveLength(3);
  expect(listener.connections).toBe(2);
});

it('uses a connection that was judged again, for the same origin only', async () => {
  const answers = [['127.0.0.1'], ['127.0.0.1'], ['10.0.0.1']];
  const { send, asked, listener, outbound } = await stage(['127.0.0.1/32'], answers, true);
  const statuses: unknown[] = [];
  for (let time = 0; time < 5; time++) statuses.push(await send());
  expect(statuses).toEqual([204, 204, 204, 204, 204]);
  // Two at most: a connection is idle a moment after its answer.
  expect(asked.length).toBe(listener.connections);
  expect(asked.length).toBeLessThanOrEqual(2);
  while (asked.length < 2) await Promise.all([send(), send()]);
  const other = outbound.send({ method: 'POST', url: `http://other.example:${listener.port}/` });
  await expect(other).rejects.toMatchObject({ code: 'refused_address' });
});

it('judges a name that was public when the endpoint was made', async () => {
  const { send, outbound, listener } = await stage([], [['127.0.0.1']]);
  expect(outbound.judgeUrl('https://hooks.example/')).toMatchObject({ ok: true });
  const https = outbound.send({ method: 'POST', url: `https://hooks.example:${listener.port}/` });
  await expect(https).rejects.toMatchObject({ code: 'refused_address' });
  expect(await send()).toBe('invalid_url'); // http, with nothing opened
  expect(listener.connections).toBe(0);
});

it('speaks http only to what is opened, whatever name leads there', async () => {
  const { send, listener } = await stage(['127.0.0.1/32'], [['1.1.1.1']]);
  expect(await send()).toBe('refused_address');
  expect(listener.connections).toBe(0);
});

it('tells when a name cannot be resolved', async () => {
  const { send } = await stage(['127.0.0.1/32'], [new Error('SERVFAIL'), []]);
  expect(await send()).toBe('dns_failure');
  expect(await send()).toBe('dns_failure');
});

it('tries the next address when one is dead, however Node was told to connect', async () => {
  net.setDefaultAutoSelectFamily(false);
  cleanUp.push(async () => net.setDefaultAutoSelectFamily(true));
  const { send, listener } = await stage(
    ['127.0.0.1/32', '::1', '127.0.0.2'],
    [['127.0.0.2', '::1', '127.0.0.1']],
  );
  expect(await send()).toBe(204);
  expect(listener.connections).toBe(1);
});

it.each(['127.0.0.1', '::1', 'localhost', '10.0.0.1'])(
  'judges %s where connections are made, too',
  async (hostname) => {
    const resolve = async () => ['127.0.0.1'];
    const connect = createConnector({ opened: [], resolve, timeoutMs: 1000 });
    const listener = await listenOnLoopback(net.createServer());
    cleanUp.push(listener.close);
    const { port } = listener;
    const error = await new Promise<unknown>((tell) =>
      connect({ hostname, protocol: 'https:', port: String(port) }, (...outcome) => tell(outcome[0])),
    );
    expect(error).toMatchObject({ code: 'refused_address' });
    expect(listener.connections).toBe(0);
  },
);
