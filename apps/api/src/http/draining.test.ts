import { once } from 'node:events';
import net from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { drainBeforeClosing } from './draining.ts';
import { useErrors } from './errors.ts';

let server: FastifyInstance;
let asked: PromiseWithResolvers<void>;
let held: PromiseWithResolvers<void>;
const sockets: net.Socket[] = [];

beforeEach(async () => {
  asked = Promise.withResolvers();
  held = Promise.withResolvers();
  server = fastify({ return503OnClosing: false });
  drainBeforeClosing(server);
  useErrors(server, 'http://astrocal.test/docs');
  server.get('/ready', async () => 'ready');
  server.get('/soon', async () => 'soon');
  server.get('/later', async () => {
    asked.resolve();
    await held.promise;
    return 'later';
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server.close();
});

async function connect(): Promise<net.Socket> {
  const socket = net
    .connect((server.server.address() as net.AddressInfo).port, '127.0.0.1')
    .setEncoding('utf8');
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

/** Asks on a connection that is kept; resolves with the text of the answer. */
async function ask(socket: net.Socket, path: string): Promise<string> {
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  const [answer] = await once(socket, 'data');
  return answer;
}

/** Resolves when the server, which closes, takes no new connection. */
const refusesConnections = async (port: number): Promise<void> => {
  const outcome = () =>
    new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(socket.destroy() && 'taken'));
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    });
  await expect.poll(outcome).toBe('ECONNREFUSED');
};
const portOf = (socket: net.Socket): number => socket.remotePort ?? 0;

test('while it is open, connections are kept', async () => {
  const socket = await connect();
  for (const path of ['/soon', '/ready', '/soon'])
    expect(await ask(socket, path)).toMatch(/^HTTP\/1.1 200 .*\r\nconnection: keep-alive\r\n/is);
});

test('a closing server answers on the connections that it has, and each answer says that it is the last', async () => {
  const [first, second] = [await connect(), await connect()];
  for (const socket of [first, second]) await ask(socket, '/soon');
  const closed = server.close();
  await refusesConnections(portOf(first));
  expect(await ask(first, '/soon')).toMatch(/^HTTP\/1.1 200 .*\r\nconnection: close\r\n.*soon$/is);
  const ready = await ask(second, '/ready');
  expect(ready).toMatch(/^HTTP\/1.1 503 .*\r\nretry-after: \d+\r\n.*The server is stopping/is);
  await closed;
});

test('an answer to what was asked before the closing says so too', async () => {
  const socket = await connect();
  const answer = ask(socket, '/later');
  await asked.promise;
  const closed = server.close();
  await refusesConnections(portOf(socket));
  held.resolve();
  expect(await answer).toMatch(/^HTTP\/1.1 200 .*\r\nconnection: close\r\n.*later$/is);
  await closed;
});

test('connections on which nothing is asked do not keep it from closing', async () => {
  const [silent, idle] = [await connect(), await connect()];
  await ask(idle, '/soon');
  const ends = [once(silent, 'close'), once(idle, 'close')];
  await server.close();
  await Promise.all(ends);
});
