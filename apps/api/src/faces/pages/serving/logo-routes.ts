import type { FastifyInstance } from 'fastify';
import type { Deps } from '../../../deps.ts';
import { findLogo } from '../../../features/organizations/index.ts';
import { nothingHere } from '../../../lib/api-error.ts';
import { isId } from '../../../lib/ids.ts';
import { logoPath, rootFrom } from '../../../wording/addresses.ts';
import { pathOf } from './page-errors.ts';

const yearSeconds = 365 * 24 * 60 * 60;

/**
 * Serves the pictures of organizations. What stands there came from another server: it is of the type that its bytes are,
 * and no browser takes it for a document. An address of before leads to the picture of now.
 */
export function mountLogos(server: FastifyInstance, { database }: Deps): void {
  server.get('/logos/:organization/:version', async (request, reply) => {
    const { organization: organizationId, version } = request.params as Record<
      'organization' | 'version',
      string
    >;
    const logo = isId('organization', organizationId) && (await findLogo(database.db, organizationId));
    const path = logo && logoPath({ organizationId, logoVersion: logo.version });
    if (!logo || !path) throw nothingHere();
    if (logo.version !== version) return reply.redirect(`${rootFrom(pathOf(request))}${path}`, 302);
    return reply
      .headers({
        'content-type': logo.type,
        'cache-control': `public, max-age=${yearSeconds}, immutable`,
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'cross-origin',
        'x-content-type-options': 'nosniff',
      })
      .send(Buffer.from(logo.content));
  });
}
