import { operationList } from '@astrocal/contract';
import MiniSearch, { type Options } from 'minisearch';
import { beforeAll, expect, test } from 'vitest';
import { type Library, loadLibrary } from '../library/load-guides.ts';
import { servedAddresses } from '../serving/served-addresses.ts';
import { searchDocuments } from './search-documents.ts';
import { makeSearchIndex, searchOptions } from './search-index.ts';

const addresses = servedAddresses(new Map(), '0.1.0');
let library: Library;
let index: MiniSearch;
beforeAll(async () => {
  library = loadLibrary();
  index = MiniSearch.loadJSON(await makeSearchIndex(library, addresses), searchOptions as Options);
});

/** The addresses that are found first, asked as the script of the pages asks. */
const found = (words: string) =>
  index
    .search(words, { boost: { title: 4, within: 2 }, prefix: true, fuzzy: 0.2, combineWith: 'AND' })
    .slice(0, 3)
    .map(({ id }) => id);

test.each([
  ['rotate webhook secret', 'docs/guides/webhooks#a-new-secret'],
  ['when the time is taken', 'docs/guides/bookings#when-the-time-is-taken'],
  ['back up', 'docs/guides/operations/backup'],
  ['widget', 'docs/guides/widget'],
  ['list bookings', 'docs/reference#tag/bookings/GET/v1/bookings'],
  ['slot_unavailable', 'docs/errors#slot_unavailable'],
  ['avaliability', 'docs/guides/availability'],
])('%s finds %s', (words, address) => {
  expect(found(words)).toContain(address);
});

test('every guide, operation and code can be found, each at an address of its own', () => {
  const all = [...searchDocuments(library, addresses)].flat();
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  const ids = new Set(all.map(({ id }) => id));
  for (const { guides } of library.groups)
    for (const { name } of guides) expect(ids).toContain(`docs/guides/${name}`);
  expect(all.filter(({ id }) => id.startsWith('docs/reference#'))).toHaveLength(operationList.length);
});
