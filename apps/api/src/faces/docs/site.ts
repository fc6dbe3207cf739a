import { rootFrom } from '../../wording/addresses.ts';
import type { Library } from './library/load-guides.ts';

/** The files that pages are made of beside their text. */
export type DocsAsset =
  | 'docs.css'
  | 'docs.js'
  | 'mark.svg'
  | 'reference.css'
  | 'reference.js'
  | 'reference-start.js'
  | 'search.js'
  | 'search.json';

/** Where everything of the documentation is, from the root of what serves it: a server, or a folder of files. */
export interface DocsAddresses {
  /** The front page is `''`; a guide is `guides/bookings`, the list of guides `guides`. */
  page(name: string): string;
  /** A guide as Markdown. */
  twin(name: string): string;
  asset(name: DocsAsset): string;
  readonly openApi: string;
  readonly llms: string;
  /** Where the widget can be tried; null where there is no server to serve it. */
  readonly widget: string | null;
}

export interface DocsSite {
  readonly library: Library;
  readonly addresses: DocsAddresses;
  /** The release of the server. */
  readonly version: string;
}

/** A page of the site, and how it finds the others: by relative addresses, so a proxy may add a prefix. */
export interface Spot {
  readonly site: DocsSite;
  readonly name: string;
  /** The way to the root: `../../`. */
  readonly root: string;
}

export const spotOf = (site: DocsSite, name: string): Spot => ({
  site,
  name,
  root: rootFrom(`/${site.addresses.page(name)}`),
});

/** From a page to another one. */
export const toPage = ({ site, root }: Spot, name: string): string => root + site.addresses.page(name);
export const toAsset = ({ site, root }: Spot, name: DocsAsset): string => root + site.addresses.asset(name);

/** The page of a guide: the list of guides has an address of its own. */
export const pageOfGuide = (name: string): string => (name === 'README' ? 'guides' : `guides/${name}`);
