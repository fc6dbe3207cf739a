import { errorCatalogue, errorCodes, type Operation, operationList } from '@astrocal/contract';
import type { Guide, Library } from '../library/load-guides.ts';
import { renderMarkdown } from '../markdown/render-markdown.ts';
import { type DocsAddresses, pageOfGuide } from '../site.ts';

/** What can be found: a part of a guide, an operation, or the code of an error. */
export interface SearchDocument {
  /** Its address, from the root of the site. */
  readonly id: string;
  readonly title: string;
  /** What it is a part of: the title of its guide, or `GET /v1/bookings`. */
  readonly within: string;
  readonly text: string;
}

/** The parts of one guide. Decisions are left out: who looks for how something is used would find why it is so. */
export function partsOfGuide({ name, title, text }: Guide, addresses: DocsAddresses): SearchDocument[] {
  const page = addresses.page(pageOfGuide(name));
  return renderMarkdown(text, (href) => href).sections.map((section) => ({
    id: section.id === '' ? page : `${page}#${section.id}`,
    title: section.title,
    within: section.id === '' ? '' : title,
    text: section.text,
  }));
}

/** The operation, where the reference shows it. */
export const partOfReference = (
  { method, path, summary, description, tag }: Operation,
  addresses: DocsAddresses,
): SearchDocument => ({
  id: `${addresses.page('reference')}#tag/${tag.toLowerCase().replaceAll(' ', '-')}/${method}${path}`,
  title: summary,
  within: `${method} ${path}`,
  text: description ?? '',
});

const partsOfErrors = (addresses: DocsAddresses): SearchDocument[] =>
  errorCodes.map((code) => ({
    id: `${addresses.page('errors')}#${code}`,
    title: code,
    within: `Error ${errorCatalogue[code].status}`,
    text: errorCatalogue[code].meaning,
  }));

/** Everything that can be found, guide by guide, then operations and errors. */
export function* searchDocuments(library: Library, addresses: DocsAddresses): Generator<SearchDocument[]> {
  for (const guide of [library.list, ...library.groups.flatMap(({ guides }) => guides)])
    yield partsOfGuide(guide, addresses);
  yield operationList.map((operation) => partOfReference(operation, addresses));
  yield partsOfErrors(addresses);
}
