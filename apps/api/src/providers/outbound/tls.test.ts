import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import net from 'node:net';
import tls, { type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { listenOnLoopback } from '../../../test/harness/loopback-listener.ts';
import { createOutbound } from './index.ts';

/** A key and a certificate of receiver.example, signed by itself. */
const pem = readFileSync(new URL('../../../test/fixtures/receiver.example.pem', import.meta.url), 'utf8');
const authorities = tls.getCACertificates();

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  tls.setDefaultCACertificates(authorities);
  for (const close of cleanUp.splice(0)) await close();
});

async function stage(server: net.Server, timeoutMs = 15_000) {
  const listener = await listenOnLoopback(server);
  const outbound = createOutbound({
    allow: ['127.0.0.1/32'],
    timeoutMs,
    resolve: async () => ['127.0.0.1'],
  });
  cleanUp.push(() => outbound.close(), listener.close);
  const send = (name: string) => outbound.send({ method: 'POST', url: `https://${name}:${listener.port}/` });
  return { listener, send };
}
const stageTls = () =>
  stage(
    createServer({ key: pem, cert: pem }, ({ headers, socket, httpVersion }, response) =>
      response.end(
        `${(socket as TLSSocket & { servername: string }).servername} ${headers.host} ${httpVersion}`,
      ),
    ),
  );
const trust = () => tls.setDefaultCACertificates([...authorities, pem]);

describe('a secure connection', () => {
  it('names its receiver in the handshake and in Host, though it is made to an address', async () => {
    trust();
    const { send, listener } = await stageTls();
    expect(await send('receiver.example')).toMatchObject({
      status: 200,
      body: { text: `receiver.example receiver.example:${listener.port} 1.1` },
    });
    expect(listener.connections).toBe(1);
  });

  it('is not made to a certificate that nobody vouches for', async () => {
    const { send } = await stageTls();
    await expect(send('receiver.example')).rejects.toMatchObject({ code: 'tls_failure' });
  });

  it.each(['other.example', '127.0.0.1'])(
    'is not made to the certificate of another name: %s',
    async (name) => {
      trust();
      const { send } = await stageTls();
      await expect(send(name)).rejects.toMatchObject({ code: 'tls_failure' });
    },
  );

  it('is not made to what speaks no TLS', async () => {
    const { send } = await stage(net.createServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n')));
    await expect(send('receiver.example')).rejects.toMatchObject({ code: 'tls_failure' });
  });

  it('is not made to what ends the handshake', async () => {
    const { send } = await stage(net.createServer((socket) => socket.once('data', () => socket.destroy())));
    await expect(send('receiver.example')).rejects.toMatchObject({ code: 'tls_failure' });
  });

  it('is waited for no longer than for an answer', async () => {
    const { send } = await stage(net.createServer(), 150);
    await expect(send('receiver.example')).rejects.toMatchObject({ code: 'timeout' });
  });

  it('is not made to a port where nobody listens', async () => {
    const { send, listener } = await stage(net.createServer());
    await listener.close();
    await expect(send('receiver.example')).rejects.toMatchObject({ code: 'connect_failure' });
  });
});
