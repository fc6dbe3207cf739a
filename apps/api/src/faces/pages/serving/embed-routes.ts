import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../../deps.ts';
import { findFrame } from '../../../features/embed-sessions/index.ts';
import { findOrganization } from '../../../features/organizations/index.ts';
import { rootFrom } from '../../../wording/addresses.ts';
import { embedPage } from '../templates/embed-page.ts';
import type { Site } from '../templates/layout.ts';
import { messagePage } from '../templates/message-page.ts';
import { pathOf } from './page-errors.ts';
import { withPageHeaders } from './page-headers.ts';

/**
 * Serves the pages of embedded sessions. The id in the address chooses whose pages may frame it, and tells nothing else of
 * the session: that is for whoever has the token, which no server is sent.
 */
export function mountEmbedPages(server: FastifyInstance, deps: Deps, site: Site): void {
  server.get('/embed/:id', async (request, reply) => {
    const { id } = request.params as { id: string };
    const root = rootFrom(pathOf(request));
    const frame = await findFrame(deps, id);
    if (!frame)
      return withPageHeaders(reply.code(404), { frames: "'none'", isSecret: true }).send(
        messagePage(site, {
          root,
          heading: 'This page is not open any more',
          text: 'Go back to where you came from and open it again.',
        }),
      );
    const { organizationId, allowedOrigins } = frame;
    const { brand_color: brandColor } = await findOrganization(deps.database.db, organizationId);
    const frames = allowedOrigins.length > 0 ? allowedOrigins.join(' ') : "'none'";
    return withPageHeaders(reply, { frames, isSecret: true }).send(
      embedPage(site, { root, id, allowedOrigins, brandColor }),
    );
  });
}
