import type { FastifyInstance } from 'fastify';
import { nothingHere } from '../../../lib/api-error.ts';
import { sendStaticFile } from '../../static-file.ts';
import type { SiteFiles } from './site-files.ts';

/** How long a browser takes a file for the newest, where its address does not say which one it is. */
const maxAgeSeconds = 60 * 60;

/** Serves the widget to every page of the web, and the pages' own files. */
export function mountFiles(server: FastifyInstance, { assets, widget }: SiteFiles): void {
  const serve = (path: string, files: SiteFiles['assets']) =>
    server.get(`${path}/:name`, async (request, reply) => {
      const file = files.get((request.params as { name: string }).name);
      if (!file) throw nothingHere();
      return sendStaticFile(request, reply, { file, maxAgeSeconds });
    });
  serve('/assets', assets);
  serve('/widget/v1', widget);
}
