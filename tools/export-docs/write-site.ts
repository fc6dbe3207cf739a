import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openApiDocument } from '@astrocal/contract';
import { loadLibrary } from '../../apps/api/src/faces/docs/library/load-guides.ts';
import { guidesOf, pageNames, renderPage } from '../../apps/api/src/faces/docs/pages.ts';
import { makeSearchIndex } from '../../apps/api/src/faces/docs/search/search-index.ts';
import { loadDocsFiles } from '../../apps/api/src/faces/docs/serving/docs-files.ts';
import { loadReferenceScript } from '../../apps/api/src/faces/docs/serving/reference-script.ts';
import type { DocsAddresses } from '../../apps/api/src/faces/docs/site.ts';
import { llmsText } from '../../apps/api/src/faces/docs/templates/llms-text.ts';

/** Where everything is in a folder of files: each page is a file of its name, so any file server will do. */
const addresses: DocsAddresses = {
  page: (name) => (name === '' ? 'index.html' : `${name}.html`),
  twin: (name) => `${name}.md`,
  asset: (name) => `assets/${name}`,
  openApi: 'openapi.json',
  llms: 'llms.txt',
  widget: null,
};

export interface SiteSettings {
  /** The address of the API that the reference tries and the list for agents names, without a slash at the end. */
  readonly apiUrl: string;
  readonly version: string;
}

/** Writes the documentation into a folder, as pages that any file server can serve; returns how many pages there are. */
export async function writeSite(folder: string, { apiUrl, version }: SiteSettings): Promise<number> {
  const library = loadLibrary();
  const site = { library, addresses, version };
  const write = (name: string, content: string | Buffer) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  const pages = pageNames(library);
  for (const name of pages) write(addresses.page(name), renderPage(site, name) ?? '');
  for (const { name, text } of guidesOf(library)) write(addresses.twin(`guides/${name}`), text);
  for (const [name, { plain }] of loadDocsFiles()) write(`assets/${name}`, plain);
  write(addresses.asset('reference.js'), await loadReferenceScript());
  write(addresses.asset('search.json'), await makeSearchIndex(library, addresses));
  write(addresses.openApi, JSON.stringify(openApiDocument({ serverUrl: apiUrl, version }), null, 2));
  write(addresses.llms, llmsText(apiUrl, library));
  return pages.length;
}
