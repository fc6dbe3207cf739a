import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../../deps.ts';
import { preferredType } from '../../../http/accept.ts';
import { bookPath, rootFrom } from '../../../wording/addresses.ts';
import { readOffer, readOfferById, withHosts } from '../read-offer.ts';
import { bookMarkdown } from '../templates/book-markdown.ts';
import { bookPage } from '../templates/book-page.ts';
import type { Site } from '../templates/layout.ts';
import { queryOf } from './forms.ts';
import { pathOf } from './page-errors.ts';
import { withPageHeaders } from './page-headers.ts';
import { mountPlainBooking, sendPlainPage } from './plain-book-routes.ts';

const markdownEnding = '.md';

/** Serves the pages on which event types are booked, and what they say to those who read no HTML. */
export function mountBookPages(
  server: FastifyInstance,
  deps: Deps,
  { site, frames }: { site: Site; frames: string },
): void {
  server.get('/book/:organization/:eventType', async (request, reply) => {
    const { organization, eventType } = request.params as { organization: string; eventType: string };
    const { name, ending } = splitTwin(eventType);
    const isTwin = ending !== '';
    const offer = await readOffer(deps, { organizationSlug: organization, name });
    if (offer.organizationSlug !== organization)
      return reply.redirect(`../../${bookPath(offer)}${ending}${searchOf(request)}`, 302);
    reply.header('vary', 'accept');
    const hosted = await withHosts(deps, offer, queryOf(request, 'host_id'));
    if (isTwin || prefersMarkdown(request.headers.accept))
      return markdown(reply).send(
        bookMarkdown(deps.publicUrl, {
          ...hosted,
          address: `${deps.publicUrl}/${bookPath(offer)}`,
          now: deps.clock.now(),
        }),
      );
    if (queryOf(request, 'date') !== undefined)
      return sendPlainPage(server, request, reply, { site, frames, hosted });
    const root = rootFrom(pathOf(request));
    return withPageHeaders(reply, { frames, isSecret: false }).send(bookPage(site, root, hosted));
  });

  mountPlainBooking(server, deps, { site, frames });

  // The short way, for whoever has the id only. The router knows one name for the place after /book/.
  server.get('/book/:organization', async (request, reply) => {
    const { organization } = request.params as { organization: string };
    const { name: id, ending } = splitTwin(organization);
    return reply.redirect(`../${bookPath(await readOfferById(deps, id))}${ending}`, 302);
  });
}

/** The query of a request, with its question mark. */
const searchOf = ({ url }: FastifyRequest): string => url.slice(url.split('?', 1)[0]?.length);

/** What is named, and the ending by which its twin in Markdown is asked for; empty where it is not. */
const splitTwin = (part: string): { name: string; ending: string } =>
  part.endsWith(markdownEnding)
    ? { name: part.slice(0, -markdownEnding.length), ending: markdownEnding }
    : { name: part, ending: '' };

const markdown = (reply: FastifyReply): FastifyReply =>
  reply.headers({
    'content-type': 'text/markdown; charset=utf-8',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });

/** Whether a caller would rather have Markdown than HTML; who takes anything gets HTML. */
const prefersMarkdown = (accept: string | undefined): boolean =>
  preferredType(accept, ['text/html', 'text/markdown']) === 'text/markdown';
