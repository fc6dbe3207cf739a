import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../deps.ts';
import { tellEither } from '../../http/unknown-paths.ts';
import { nothingHere } from '../../lib/api-error.ts';
import { withHtmlHeaders } from '../html-page.ts';
import { type StaticFile, sendStaticFile, sendUnlessHeld, staticFile } from '../static-file.ts';
import { loadLibrary } from './library/load-guides.ts';
import { renderPage } from './pages.ts';
import { makeSearchIndex } from './search/search-index.ts';
import { loadDocsFiles } from './serving/docs-files.ts';
import { loadReferenceScript } from './serving/reference-script.ts';
import { servedAddresses } from './serving/served-addresses.ts';
import type { DocsSite } from './site.ts';
import { llmsText } from './templates/llms-text.ts';

/** Everything that the documentation adds to the router; none of it is an operation of the contract. */
export const docsPaths = [
  '/',
  '/docs',
  '/docs/',
  '/docs/reference',
  '/docs/reference.js',
  '/docs/errors',
  '/docs/guides',
  '/docs/guides/{name}',
  '/docs/guides/operations/{name}',
  '/docs/guides/decisions',
  '/docs/guides/decisions/{name}',
  '/docs/assets/{name}',
  '/docs/assets/search.json',
  '/llms.txt',
] as const;

const [hourSeconds, daySeconds] = [60 * 60, 24 * 60 * 60];

/** Everything comes from this server, nothing stands in the page itself, nothing is sent, nobody may frame it. */
const own = "font-src 'self'; form-action 'none'; frame-ancestors 'none'; script-src 'self'";
const pagePolicy = `${own}; style-src 'self'; img-src 'self'; connect-src 'self'; require-trusted-types-for 'script'`;
/** The reference writes style sheets as it draws, which only 'unsafe-inline' allows, and makes the calls that one tries. */
const referencePolicy = (apiOrigin: string): string =>
  `${own}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ${apiOrigin}`;

/** Serves what people and agents read: front page, guides and their twins, reference, errors, and the list for agents. */
export function mountDocs(server: FastifyInstance, { publicUrl, version }: Deps): void {
  const library = loadLibrary();
  const files = loadDocsFiles();
  const site: DocsSite = { library, version, addresses: servedAddresses(files, version) };
  mountPagesOf(server, site, publicUrl);
  mountFilesOf(server, site, files);
  server.get('/llms.txt', async (_request, reply) =>
    plain(reply, 'text/plain; charset=utf-8').send(llmsText(publicUrl, library)),
  );
  // Whoever opens the address of the server in a browser wants to know what it is.
  server.get('/', async (_request, reply) => reply.redirect('docs', 302));
  server.get('/docs/', async (_request, reply) => reply.redirect('../docs', 308));
}

function mountPagesOf(server: FastifyInstance, site: DocsSite, publicUrl: string): void {
  const rendered = new Map<string, StaticFile>();
  const pageOf = (name: string): StaticFile | undefined => {
    const markup = rendered.has(name) ? null : renderPage(site, name);
    if (markup !== null) rendered.set(name, staticFile('text/html; charset=utf-8', markup));
    return rendered.get(name);
  };
  const send = (request: FastifyRequest, reply: FastifyReply, name: string): FastifyReply => {
    const file = pageOf(name);
    if (!file) return tellEither(nothingHere(), request, reply, `${publicUrl}/docs`);
    const policy = name === 'reference' ? referencePolicy(new URL(publicUrl).origin) : pagePolicy;
    return sendUnlessHeld(request, withHtmlHeaders(reply, { policy, isSecret: false }), file);
  };
  for (const name of ['', 'reference', 'errors', 'guides', 'guides/decisions'])
    server.get(`/${site.addresses.page(name)}`, async (request, reply) => send(request, reply, name));
  for (const folder of ['guides/', 'guides/operations/', 'guides/decisions/'])
    server.get(`/docs/${folder}:name`, async (request, reply) => {
      const name = `${folder}${(request.params as { name: string }).name}`;
      if (name === 'guides/README') return reply.redirect('../guides', 308);
      const twin = name.endsWith('.md')
        ? site.library.find(name.slice('guides/'.length, -'.md'.length))
        : undefined;
      return twin ? plain(reply, 'text/markdown; charset=utf-8').send(twin.text) : send(request, reply, name);
    });
}

function mountFilesOf(
  server: FastifyInstance,
  { library, addresses }: DocsSite,
  files: ReadonlyMap<string, StaticFile>,
): void {
  server.get('/docs/assets/:name', async (request, reply) => {
    const file = files.get((request.params as { name: string }).name);
    if (!file) throw nothingHere();
    return sendStaticFile(request, reply, { file, maxAgeSeconds: hourSeconds });
  });
  let index: Promise<StaticFile> | undefined;
  server.get('/docs/assets/search.json', async (request, reply) => {
    index ??= makeSearchIndex(library, addresses).then((json) =>
      staticFile('application/json; charset=utf-8', json),
    );
    return sendUnlessHeld(request, reply.header('cache-control', 'no-cache'), await index);
  });
  let script: Promise<{ plain: Buffer; gzipped: Buffer }> | undefined;
  server.get('/docs/reference.js', async (request, reply) => {
    script ??= loadReferenceScript().then(async (text) => ({
      plain: text,
      gzipped: await promisify(gzip)(text),
    }));
    const takesGzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    const { plain: whole, gzipped } = await script;
    return reply
      .headers({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': `public, max-age=${daySeconds}`,
        vary: 'accept-encoding',
        'x-content-type-options': 'nosniff',
        ...(takesGzip && { 'content-encoding': 'gzip' }),
      })
      .send(takesGzip ? gzipped : whole);
  });
}

const plain = (reply: FastifyReply, type: string): FastifyReply =>
  reply.headers({
    'content-type': type,
    'cache-control': `public, max-age=${hourSeconds}`,
    'x-content-type-options': 'nosniff',
  });
