import { setImmediate } from 'node:timers/promises';
import MiniSearch from 'minisearch';
import type { Library } from '../library/load-guides.ts';
import type { DocsAddresses } from '../site.ts';
import { type SearchDocument, searchDocuments } from './search-documents.ts';

/** How the index is made; the script of the pages reads it with the same. */
export const searchOptions = {
  idField: 'id',
  fields: ['title', 'within', 'text'],
  storeFields: ['title', 'within'],
};

/** The index as a browser loads it, as JSON. Between guides others have their turn: it is made while bookings are. */
export async function makeSearchIndex(library: Library, addresses: DocsAddresses): Promise<string> {
  const index = new MiniSearch<SearchDocument>(searchOptions);
  for (const documents of searchDocuments(library, addresses)) {
    index.addAll(documents);
    await setImmediate();
  }
  return JSON.stringify(index);
}
