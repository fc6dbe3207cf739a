import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { Deps } from '../../deps.ts';
import { nothingHere } from '../../lib/api-error.ts';
import { randomToken } from '../../lib/crypto.ts';
import { errorsPage } from './errors-page.ts';
import { readGuides } from './guides.ts';
import { llmsText } from './llms-text.ts';
import { referencePage } from './reference-page.ts';

/** Everything that the router serves beside the operations of the contract: pages for people. */
export const nonContractPaths = [
  '/',
  '/docs',
  '/docs/',
  '/docs/reference.js',
  '/docs/errors',
  '/llms.txt',
] as const;

/** The guides, each under its name. */
export const guidePaths = ['/docs/guides/{name}', '/docs/guides/operations/{name}'] as const;

const html = 'text/html; charset=utf-8';
const cacheSeconds = 24 * 60 * 60;

/** Nothing comes from elsewhere, nothing is sent elsewhere, nobody may frame the page. */
const nothingElse =
  "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

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

/** Serves the reference page, its script, the page that every error's `doc_url` points to, and the guides. */
export function mountDocs(server: FastifyInstance, { publicUrl, version }: Deps): void {
  const apiOrigin = new URL(publicUrl).origin;
  let script: ReturnType<typeof loadReferenceScript> | undefined;

  // Whoever opens the address of the server in a browser wants to know what it is.
  server.get('/', async (_request, reply) => reply.redirect('docs', 302));

  server.get('/docs', async (_request, reply) => {
    const nonce = randomToken();
    // The reference writes style sheets as it draws, which only 'unsafe-inline' allows; scripts need the nonce.
    const policy = `${nothingElse}; script-src 'nonce-${nonce}'; style-src 'unsafe-inline'; connect-src 'self' ${apiOrigin}`;
    return page(reply, policy).send(referencePage({ nonce, version }));
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
    return page(reply, `${nothingElse}; style-src 'nonce-${nonce}'`).send(errorsPage({ nonce }));
  });
  mountGuides(server, publicUrl);
}

/** Serves what agents read: the guides as Markdown, and the list of them. */
function mountGuides(server: FastifyInstance, publicUrl: string): void {
  const guides = readGuides();
  const texts = new Map(guides.map(({ name, text }) => [name, text]));
  const list = llmsText(publicUrl, guides);
  const serve = (folder: string) =>
    server.get(`/docs/guides/${folder}:name`, async (request, reply) => {
      const text = texts.get(`${folder}${(request.params as { name: string }).name}`);
      if (text === undefined) throw nothingHere();
      return plain(reply, 'text/markdown; charset=utf-8').send(text);
    });
  serve('');
  serve('operations/');
  server.get('/llms.txt', async (_request, reply) => plain(reply, 'text/plain; charset=utf-8').send(list));
}

const plain = (reply: FastifyReply, type: string): FastifyReply =>
  reply.headers({
    'content-type': type,
    'cache-control': 'public, max-age=3600',
    'x-content-type-options': 'nosniff',
  });

const page = (reply: FastifyReply, policy: string): FastifyReply =>
  reply.headers({
    'content-type': html,
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
