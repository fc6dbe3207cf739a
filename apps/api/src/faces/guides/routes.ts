import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Deps } from '../../deps.ts';
import { nothingHere } from '../../lib/api-error.ts';
import { llmsText } from './llms-text.ts';
import { loadGuides } from './load-guides.ts';

/** Everything that the guides add to the router: each under its name, and the list of them. */
export const guidePaths = ['/llms.txt', '/docs/guides/{name}', '/docs/guides/operations/{name}'] as const;

/** Serves what agents read: the guides as Markdown, and the list of them. */
export function mountGuides(server: FastifyInstance, { publicUrl }: Pick<Deps, 'publicUrl'>): void {
  const guides = loadGuides();
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
