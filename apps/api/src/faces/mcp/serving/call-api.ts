import type { McpCall } from '@astrocal/mcp-server';
import type { FastifyInstance } from 'fastify';
import { askOwnServer } from '../../../http/ask-own-server.ts';

const withoutBody: ReadonlySet<number> = new Set([204, 304]);

/**
 * A `fetch` that asks this very server, without a socket.
 * @param address whose calls they are
 */
export const callApi =
  (server: FastifyInstance, address: string): McpCall['fetch'] =>
  async (url, { method = 'GET', headers, body }) => {
    const { pathname, search } = new URL(url);
    const answer = await askOwnServer(server, {
      method: method as 'GET',
      url: pathname + search,
      remoteAddress: address,
      headers: Object.fromEntries(new Headers(headers)),
      ...(typeof body === 'string' && { payload: body }),
    });
    const given = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) given.set(name, String(value));
    return new Response(withoutBody.has(answer.statusCode) ? null : answer.payload, {
      status: answer.statusCode,
      headers: given,
    });
  };
