import { createServer, type RequestListener } from 'node:http';
import net from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type LoopbackListener, listenOnLoopback } from '../../../test/harness/loopback-listener.ts';
import { createOutbound, type OutboundOptions, type OutboundRequest } from './index.ts';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0)) await close();
});

async function stage(server: net.Server, options: Partial<OutboundOptions> = {}) {
  const listener = await listenOnLoopback(server);
  const outbound = createOutbound({ allow: ['127.0.0.1/32'], ...options });
  cleanUp.push(() => outbound.close(), listener.close);
  const send = (request: Partial<OutboundRequest> = {}) =>
    outbound.send({
      method: 'POST',
      url: `http://127.0.0.1:${listener.port}/hook?x=1`,
      body: '{}',
      ...request,
    });
  return { listener, outbound, send };
}
const stageHttp = (answer: RequestListener, options?: Partial<OutboundOptions>) =>
  stage(createServer(answer), options);
/** A server that says exactly this after the first bytes of a request, and nothing by itself. */
const stageRaw = (text: string, options?: Partial<OutboundOptions>) =>
  stage(
    net.createServer((socket) => socket.once('data', () => socket.write(text))),
    options,
  );
const disconnected = (listener: LoopbackListener) => vi.waitFor(() => expect(listener.open).toBe(0));

describe('an answer', () => {
  it('is told with its status, headers, body and duration', async () => {
    let seen: unknown;
    const { send, listener } = await stageHttp((request, response) => {
      request.setEncoding('utf8').on('data', (body) => {
        const { method, url, headers } = request;
        seen = {
          method,
          url,
          host: headers.host,
          id: headers['webhook-id'],
          length: headers['content-length'],
          body,
        };
        response.writeHead(202, { 'Retry-After': '7', 'set-cookie': ['a=1', 'b=2'] }).end('Zoë 🎉');
      });
    });
    expect(await send({ headers: { 'webhook-id': 'msg_1' }, body: '{"name":"Zoë"}' })).toEqual({
      status: 202,
      headers: expect.objectContaining({ 'retry-after': '7', 'set-cookie': ['a=1', 'b=2'] }),
      body: { text: 'Zoë 🎉', truncated: false },
      durationMs: expect.any(Number),
    });
    expect(seen).toEqual({
      method: 'POST',
      url: '/hook?x=1',
      host: `127.0.0.1:${listener.port}`,
      id: 'msg_1',
      length: '15',
      body: '{"name":"Zoë"}',
    });
  });

  it.each([301, 302, 303, 307, 308])('of %i is an answer: nobody follows it', async (status) => {
    const target = await stageHttp((_request, response) => response.end('secret'));
    const { send, listener } = await stageHttp((_request, response) =>
      response.writeHead(status, { location: `http://127.0.0.1:${target.listener.port}/` }).end(),
    );
    expect(await send()).toMatchObject({ status, body: { text: '' } });
    expect(await send({ method: 'GET' })).toMatchObject({ status });
    expect(listener.connections).toBeGreaterThan(0);
    expect(target.listener.connections).toBe(0);
    expect((await target.send()).body.text).toBe('secret'); // it would have answered
  });

  it('comes after any hints', async () => {
    const { send } = await stageRaw(
      'HTTP/1.1 103 Early Hints\r\nx-hint: 1\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok',
    );
    expect(await send()).toMatchObject({ status: 200, body: { text: 'ok' } });
  });

  it('keeps its connection, and many at once have one each', async () => {
    const { send, listener } = await stageHttp((_request, response) => response.end('ok'));
    for (let time = 0; time < 20; time++) await send();
    expect(listener.connections).toBeLessThanOrEqual(2); // a connection is idle a moment after its answer
    await Promise.all(Array.from({ length: 8 }, () => send()));
    expect(listener.connections).toBeGreaterThanOrEqual(8);
  });

  it('is not unpacked', async () => {
    const { send } = await stageHttp((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('not unpacked'),
    );
    expect((await send()).body.text).toBe('not unpacked');
  });
});

describe('a long answer', () => {
  const endless: RequestListener = (_request, response) => {
    const more = () => {
      while (response.write('é'.repeat(5000))); // two bytes each
    };
    response.on('drain', more);
    more();
  };

  it('is read up to the limit, and then the connection ends', async () => {
    const { send, listener } = await stageHttp(endless);
    const { status, body } = await send();
    expect(status).toBe(200);
    expect(body).toEqual({ text: 'é'.repeat(32 * 1024), truncated: true });
    await disconnected(listener);
  });

  it('is read as far as the caller wants, and never ends in half a character', async () => {
    const { send } = await stageHttp(endless);
    expect((await send({ maxResponseBytes: 2047 })).body).toEqual({
      text: 'é'.repeat(1023),
      truncated: true,
    });
    expect((await send({ maxResponseBytes: 1e9 })).body.text).toHaveLength(32 * 1024);
  });

  it.each([
    [1999, true],
    [2000, false],
  ])('of 2,000 bytes, with a limit of %i: truncated %s', async (maxResponseBytes, truncated) => {
    const { send } = await stageHttp((_request, response) => response.end('x'.repeat(2000)));
    expect((await send({ maxResponseBytes })).body).toEqual({
      text: 'x'.repeat(maxResponseBytes),
      truncated,
    });
  });
});

describe('no answer', () => {
  const soon = { timeoutMs: 150 };

  it.each<[string, net.Server]>([
    ['says nothing', net.createServer((socket) => socket.resume())],
    ['says nothing to a request', createServer(() => {})],
    ['stops in its headers', net.createServer((socket) => socket.resume().write('HTTP/1.1 200 OK\r\nx-a: '))],
    [
      'drips its headers',
      net.createServer((socket) => {
        socket.resume().write('HTTP/1.1 200 OK\r\nx-drip: ');
        const drip = setInterval(() => socket.write('x'), 10);
        socket.on('close', () => clearInterval(drip));
      }),
    ],
    [
      'drips its body',
      createServer((_request, response) => {
        const drip = setInterval(() => response.write('x'), 10);
        response.on('close', () => clearInterval(drip));
      }),
    ],
  ])('in time from a server that %s, and the connection ends', async (_, server) => {
    const { send, listener } = await stage(server, soon);
    await expect(send()).rejects.toMatchObject({ name: 'OutboundError', code: 'timeout' });
    expect(listener.connections).toBe(1);
    await disconnected(listener);
  });

  it('in time when the name is not resolved in time', async () => {
    const { send, listener } = await stage(createServer(), { ...soon, resolve: () => new Promise(() => {}) });
    await expect(send({ url: `http://hooks.example:${listener.port}/` })).rejects.toMatchObject({
      code: 'timeout',
    });
  });

  it('is asked for any more once the time is over', async () => {
    const bodies: string[] = [];
    let resolveLate: ((addresses: string[]) => void) | undefined;
    const { send, listener } = await stageHttp(
      (request, response) => {
        request.setEncoding('utf8').on('data', (body) => bodies.push(body));
        request.on('end', () => response.end());
      },
      {
        ...soon,
        resolve: async () =>
          resolveLate ? ['127.0.0.1'] : new Promise<string[]>((tell) => (resolveLate = tell)),
      },
    );
    const url = `http://hooks.example:${listener.port}/`;
    await expect(send({ url, body: 'late' })).rejects.toMatchObject({ code: 'timeout' });
    resolveLate?.(['127.0.0.1']);
    await vi.waitFor(() => expect(listener.connections).toBe(1)); // the one that it waited for
    await send({ url, body: 'next' });
    expect(bodies).toEqual(['next']);
  });

  it('tells how long it took', async () => {
    const { send } = await stage(net.createServer(), soon);
    const error = await send().catch((error) => error);
    expect(error.durationMs).toBeGreaterThanOrEqual(soon.timeoutMs - 1);
  });

  it('from a port where nobody listens', async () => {
    const { send, listener } = await stage(createServer());
    await listener.close();
    await expect(send()).rejects.toMatchObject({ code: 'connect_failure' });
  });

  it.each<[string, (socket: net.Socket) => void]>([
    ['resets the connection', (socket) => socket.resetAndDestroy()],
    ['ends it', (socket) => socket.end()],
    ['ends it in its headers', (socket) => socket.end('HTTP/1.1 200 OK\r\n')],
    ['ends it in its body', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx')],
    [
      'ends it in a chunk',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nx'),
    ],
  ])('from a server that %s', async (_, end) => {
    const { send } = await stage(net.createServer((socket) => socket.once('data', () => end(socket))));
    await expect(send()).rejects.toMatchObject({ code: 'reset' });
  });

  it.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx'],
    ['endless headers', `HTTP/1.1 200 OK\r\nx-a: ${'x'.repeat(100_000)}\r\n\r\n`],
    ['a bad chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nx'],
  ])('that is HTTP: %s', async (_, text) => {
    const { send, listener } = await stageRaw(text);
    await expect(send()).rejects.toMatchObject({ code: 'bad_response' });
    await disconnected(listener);
  });

  it('but an upgrade that nobody asked for', async () => {
    const { send, listener } = await stageRaw(
      'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
    );
    await expect(send()).rejects.toMatchObject({ name: 'OutboundError' });
    await disconnected(listener);
  });

  it('once it is closed, nor for what is under way', async () => {
    const { send, outbound, listener } = await stage(createServer(() => {}));
    const underWay = expect(send()).rejects.toMatchObject({ code: 'closed' });
    await vi.waitFor(() => expect(listener.open).toBe(1));
    await outbound.close();
    await underWay;
    await expect(send()).rejects.toMatchObject({ code: 'closed' });
    await disconnected(listener);
  });
});

it('says nothing of what stands behind a URL', async () => {
  const { send, listener } = await stage(createServer());
  await listener.close();
  const { message } = await send().catch((error) => error);
  expect(message).toBe('No connection could be made.');
});

it('treats a header with a line break as a bug, and sends nothing', async () => {
  const { send, listener } = await stage(createServer((_request, response) => response.end()));
  const error = await send({ headers: { 'x-a': 'x\r\nx-b: y' } }).catch((error) => error);
  expect(error).toMatchObject({ code: 'UND_ERR_INVALID_ARG' });
  expect(listener.connections).toBe(0);
});
