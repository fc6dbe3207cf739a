import type { Library } from './library/load-guides.ts';
import { type DocsSite, pageOfGuide, spotOf } from './site.ts';
import { decisionsPage } from './templates/decisions-page.ts';
import { errorsPage } from './templates/errors-page.ts';
import { guidePage } from './templates/guide-page.ts';
import { homePage } from './templates/home-page.ts';
import { referencePage } from './templates/reference-page.ts';

const ownPages = {
  '': homePage,
  reference: referencePage,
  errors: errorsPage,
  'guides/decisions': decisionsPage,
} as const;

/** All guides that have a page, in the order in which they are listed. */
export const guidesOf = ({ list, groups, decisions }: Library) => [
  list,
  ...groups.flatMap(({ guides }) => guides),
  ...decisions,
];

/** The names of all pages of the documentation. */
export const pageNames = (library: Library): string[] => [
  ...Object.keys(ownPages),
  ...guidesOf(library).map(({ name }) => pageOfGuide(name)),
];

/** The document of a page; null where there is none of this name. */
export function renderPage(site: DocsSite, name: string): string | null {
  const spot = spotOf(site, name);
  if (name in ownPages) return ownPages[name as keyof typeof ownPages](spot);
  const guide = guidesOf(site.library).find((each) => pageOfGuide(each.name) === name);
  return guide ? guidePage(spot, guide) : null;
}
