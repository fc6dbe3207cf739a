import type { McpCall } from '@astrocal/mcp-server';
import type { FastifyInstance } from 'fastify';
import inject from 'light-my-request';

const withoutBody: ReadonlySet<number> = new Set([204, 304]);

/**
 * A `fetch` that asks this very server, without a socket: the same authentication, limits, validation and log as a
 * call from outside. It goes to the router itself, so that it works for as long as a closing server still answers.
 * @param address whose calls they are
 */
export const callApi =
  (server: FastifyInstance, address: string): McpCall['fetch'] =>
  async (url, { method = 'GET', headers, body }) => {
    const { pathname, search } = new URL(url);
    const answer = await inject((request, response) => server.routing(request as never, response as never), {
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
