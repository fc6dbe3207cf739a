import type { McpHttp } from '@astrocal/mcp-server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../deps.ts';
import type { Authentication } from '../../http/authenticators/authenticator.ts';
import { bearerOf, byKey } from '../../http/authenticators/key.ts';
import { isAllowedHost, isAllowedOrigin } from '../../http/origins.ts';
import { ApiError, unauthorized } from '../../lib/api-error.ts';
import { challenge, metadataPath, presentResource } from './present.ts';
import { callApi } from './serving/call-api.ts';
import { sendWebResponse, webRequest } from './serving/web-request.ts';

/** Everything that the router serves for MCP beside the operations of the contract. */
export const mcpPaths = ['/mcp', '/.well-known/oauth-protected-resource', metadataPath] as const;

export interface McpOptions {
  readonly authentication: Authentication;
  /** Names under which the server may be asked, beside that of the public URL and loopback. */
  readonly hosts: readonly string[];
}

/**
 * Serves the tools for agents at `/mcp`. A request of the protocol is free; the calls that a tool makes of the API
 * count to the limits of the caller's key, as if it had made them itself.
 */
export function mountMcp(server: FastifyInstance, deps: Deps, { authentication, hosts }: McpOptions): void {
  let mcp: Promise<McpHttp> | undefined;
  const allowed = [new URL(deps.publicUrl).hostname, ...hosts];

  const admit = async (request: FastifyRequest, reply: FastifyReply) => {
    refuseStrangers(request, allowed);
    reply.header('WWW-Authenticate', challenge(deps.publicUrl));
    const caller = await byKey(request, { access: 'key' }, authentication);
    if (!caller) throw unauthorized();
    request.principal = caller;
    reply.removeHeader('WWW-Authenticate');
  };

  server.route({
    method: ['GET', 'POST', 'DELETE'],
    url: '/mcp',
    exposeHeadRoute: false,
    onRequest: admit,
    handler: async (request, reply) => {
      const call = {
        apiKey: bearerOf(request) ?? '',
        fetch: callApi(server, request.address ?? ''),
        body: request.body,
      };
      mcp ??= loadMcp(deps).catch((error) => {
        mcp = undefined; // the next agent tries again
        throw error;
      });
      return sendWebResponse(reply, await (await mcp).handle(webRequest(request, reply), call));
    },
  });
  server.addHook('preClose', async () => (await mcp?.catch(() => undefined))?.close());

  for (const path of mcpPaths.slice(1))
    server.get(path, { exposeHeadRoute: false }, async (_request, reply) =>
      reply.header('Cache-Control', 'public, max-age=3600').send(presentResource(deps.publicUrl)),
    );
}

/** The protocol takes 70 MB of memory and half a second to load: whoever has no agents does without. */
async function loadMcp({ clock, logger }: Deps): Promise<McpHttp> {
  const { createMcpHttp } = await import('@astrocal/mcp-server');
  return createMcpHttp({
    baseUrl: 'http://localhost',
    now: clock.now,
    report: (fault) => logger.error({ err: fault }, 'A tool for agents failed for a reason nobody expected.'),
  });
}

/** Throws `forbidden` for a page that has no business here. */
function refuseStrangers({ host, headers }: FastifyRequest, allowed: readonly string[]): void {
  const setting = 'The operator can allow it with ASTROCAL_MCP_HOSTS.';
  if (!isAllowedHost(host, allowed))
    throw new ApiError('forbidden', `MCP is not served under this host name. ${setting}`);
  if (!isAllowedOrigin(headers.origin, allowed))
    throw new ApiError('forbidden', `MCP is not served to pages of this origin. ${setting}`);
}
