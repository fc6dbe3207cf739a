import type { FastifyInstance } from 'fastify';
import { rootFrom } from '../../../wording/addresses.ts';
import type { Site } from '../templates/layout.ts';
import { previewPage } from '../templates/preview-page.ts';
import { withPageHeaders } from './page-headers.ts';

/** Serves the page on which the widget can be tried and its snippet copied. */
export function mountPreviewPage(server: FastifyInstance, site: Site): void {
  server.get('/docs/widget', async (_request, reply) =>
    withPageHeaders(reply, { frames: "'none'", isSecret: false }).send(
      previewPage(site, rootFrom('/docs/widget')),
    ),
  );
}
