import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import type { Deps } from '../../deps.ts';
import { randomToken } from '../../lib/crypto.ts';
import { withHtmlHeaders } from '../html-page.ts';
import { errorsPage } from './errors-page.ts';
import { referencePage } from './reference-page.ts';

/** Everything that the reference adds to the router; none of it is an operation of the contract. */
export const referencePaths = ['/', '/docs', '/docs/', '/docs/reference.js', '/docs/errors'] as const;

const cacheSeconds = 24 * 60 * 60;

/** Nothing comes from elsewhere, nothing is sent elsewhere, nobody may frame the page. */
const nothingElse = "img-src data:; form-action 'none'; frame-ancestors 'none'";

/**
 * The script that draws the reference. The package keeps it inside its fastify plugin, so a server that never
 * listens hands it out. It is large: it is loaded when the page is first asked for.
 */
async function loadReferenceScript(): Promise<{ plain: Buffer; gzipped: Buffer }> {
  const { default: plugin } = await import('@scalar/fastify-api-reference');
  const source = fastify();
  await source.register(plugin, { configuration: { url: '/' } });
  const { rawPayload: plain } = await source.inject('/reference/js/scalar.js');
  await source.close();
  return { plain, gzipped: await promisify(gzip)(plain) };
}

/** Serves the reference page, its script, and the page that every error's `doc_url` points to. */
export function mountReference(server: FastifyInstance, { publicUrl, version }: Deps): void {
  const apiOrigin = new URL(publicUrl).origin;
  let script: ReturnType<typeof loadReferenceScript> | undefined;

  // Whoever opens the address of the server in a browser wants to know what it is.
  server.get('/', async (_request, reply) => reply.redirect('docs', 302));

  server.get('/docs', async (_request, reply) => {
    const nonce = randomToken();
    // The reference writes style sheets as it draws, which only 'unsafe-inline' allows; scripts need the nonce.
    const policy = `${nothingElse}; script-src 'nonce-${nonce}'; style-src 'unsafe-inline'; connect-src 'self' ${apiOrigin}`;
    return withHtmlHeaders(reply, { policy, isSecret: true }).send(referencePage({ nonce, version }));
  });

  server.get('/docs/', async (_request, reply) => reply.redirect('../docs', 308));

  server.get('/docs/reference.js', async (request, reply) => {
    script ??= loadReferenceScript();
    const { plain, gzipped } = await script;
    const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    return reply
      .headers({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': `public, max-age=${cacheSeconds}`,
        vary: 'accept-encoding',
        'x-content-type-options': 'nosniff',
        ...(takesGzip && { 'content-encoding': 'gzip' }),
      })
      .send(takesGzip ? gzipped : plain);
  });

  server.get('/docs/errors', async (_request, reply) => {
    const nonce = randomToken();
    const policy = `${nothingElse}; style-src 'nonce-${nonce}'`;
    return withHtmlHeaders(reply, { policy, isSecret: true }).send(errorsPage({ nonce }));
  });
}
