import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { operations } from '@astrocal/contract';
import type { FastifyInstance } from 'fastify';
import { ApiError } from '../lib/api-error.ts';

/** How long a closing server still answers on connections that are open, and how often it looks for some. */
const graceMs = 1_000;
const lookEveryMs = 20;

/**
 * Lets clients leave a server that closes without losing a request. It takes no new connection from then on; those
 * that are open stay so for a moment, and every answer on them says `Connection: close`. Closed at once, as Node does
 * with idle ones, they reset what a client was just sending. `/ready` is 503 meanwhile.
 *
 * A connection that never asked anything, as browsers open in advance, is neither idle nor busy to Node, which would
 * wait for it for ever: it is ended at last.
 */
export function drainBeforeClosing(server: FastifyInstance): void {
  let closing = false;
  const silent = new Set<net.Socket>();
  server.server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  server.server.on('request', ({ socket }) => silent.delete(socket));

  server.addHook('preClose', async () => {
    closing = true;
    if (!server.server.listening) return;
    net.Server.prototype.close.call(server.server); // of http it would end the idle connections too
    await untilLeft(server.server);
    for (const socket of silent) socket.destroy();
  });
  server.addHook('onRequest', async ({ routeOptions }) => {
    if (closing && routeOptions.url === operations.getReady.path)
      throw new ApiError('unavailable', 'The server is stopping. Try again in a moment.');
  });
  // Of a request that came before the closing too: fastify tells it to later ones only.
  server.addHook('onSend', async (_request, reply) => {
    if (closing) reply.header('Connection', 'close');
  });
}

async function untilLeft(server: net.Server): Promise<void> {
  for (let waited = 0; waited < graceMs && (await countConnections(server)) > 0; waited += lookEveryMs)
    await pause(lookEveryMs);
}

const countConnections = (server: net.Server): Promise<number> =>
  new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
