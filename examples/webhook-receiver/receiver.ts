import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { verify, type WebhookMessage, WebhookVerificationError } from '@astrocal/sdk/webhooks';

/** What a receiver does with a message that is genuine and new. */
export type Handle = (message: WebhookMessage) => void;

/**
 * A receiver of webhooks on a free port of this machine. Gets the secret when it asks for it, because an endpoint's
 * secret is known only after its address.
 */
export async function startReceiver(
  secret: () => string,
  handle: Handle,
): Promise<{ url: string; server: Server }> {
  // In a product this is a table with a unique key, written in the transaction that does the work.
  const seen = new Set<string>();
  const server = createServer(async (request, response) => {
    try {
      const message = verify(await rawBody(request), request.headers, secret());
      // Messages come at least once: the same id is the same message, and it was done already.
      if (!seen.has(message.id)) {
        handle(message);
        seen.add(message.id);
      }
      response.writeHead(204).end();
    } catch (error) {
      const isForged = error instanceof WebhookVerificationError;
      // Whatever is not 2xx is sent again, so a fault of ours loses nothing.
      response.writeHead(isForged ? 400 : 500).end(isForged ? error.reason : undefined);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/astrocal`, server };
}

/** The bytes as they came: the signature covers these, not what a parser makes of them. */
async function rawBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
