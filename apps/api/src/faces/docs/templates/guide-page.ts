import { type Html, html } from '../../../lib/html.ts';
import type { Guide, Library } from '../library/load-guides.ts';
import { renderMarkdown, type Section } from '../markdown/render-markdown.ts';
import { pageOfGuide, type Spot, toPage } from '../site.ts';
import { foot, framedPage } from './frame.ts';
import { markdownIcon } from './icons.ts';
import { followOf } from './links.ts';

/** A page of text among the guides. */
export interface ProsePage {
  readonly title: string;
  readonly description?: string;
  /** To what it belongs, above its title. */
  readonly kicker: string | undefined;
  readonly body: Html;
  readonly atFoot?: Html;
  /** On the right. */
  readonly aside?: Html;
}

export const prosePage = (
  spot: Spot,
  { title, description, kicker, body, atFoot, aside }: ProsePage,
): string =>
  framedPage(spot, {
    title: `${title} · Astrocal`,
    ...(description !== undefined && { description }),
    kind: 'guide',
    body: html`<div class="doclayout">
${guideNav(spot)}
<main id="main" class="prose">
${kicker !== undefined && html`<p class="kicker">${kicker}</p>\n`}${body}
${foot(spot, atFoot)}
</main>
${aside}
</div>`,
  });

/** The page of one guide. */
export function guidePage(spot: Spot, guide: Guide): string {
  const { body, sections } = renderMarkdown(guide.text, followOf(spot, guide.name));
  const twin = twinOf(spot, guide);
  return prosePage(spot, {
    title: guide.title,
    ...(guide.answers !== null && { description: guide.answers }),
    kicker: kickerOf(spot, guide),
    body: html`${body}${turns(spot, guide)}`,
    atFoot: html`<a href="${twin}">View as Markdown</a>`,
    aside: contents(sections, html`<a class="beside" href="${twin}">${markdownIcon}View as Markdown</a>`),
  });
}

const twinOf = ({ site, root }: Spot, { name }: Guide): string =>
  root + site.addresses.twin(`guides/${name}`);

/** All guides by their groups, on the left; decisions are behind everything. */
export const guideNav = (spot: Spot): Html => html`<nav class="docnav" aria-label="Guides">
${spot.site.library.groups.map(
  ({ title, guides }, i, { length }) => html`<h2>${title}</h2>
<ul>${guides.map((guide) => navLink(spot, pageOfGuide(guide.name), guide.title))}${i === length - 1 && navLink(spot, 'guides/decisions', 'Decisions')}</ul>
`,
)}</nav>`;

const navLink = (spot: Spot, page: string, text: string): Html =>
  html`<li><a href="${toPage(spot, page)}"${isHere(spot, page) && html` aria-current="${page === spot.name ? 'page' : 'true'}"`}>${text}</a></li>`;

/** A decision is shown under the list of decisions. */
const isHere = ({ name }: Spot, page: string): boolean =>
  page === name || (page === 'guides/decisions' && name.startsWith(`${page}/`));

/** To what the guide belongs, above its title. */
const kickerOf = ({ site }: Spot, guide: Guide): string | undefined =>
  guide.name.startsWith('decisions/')
    ? 'Decisions'
    : site.library.groups.find(({ guides }) => guides.includes(guide))?.title;

/** The guides in the order in which they are read: those of the list, then decisions. */
const inOrder = ({ groups, decisions }: Library, { name }: Guide): readonly Guide[] =>
  name.startsWith('decisions/') ? decisions : groups.flatMap(({ guides }) => guides);

function turns(spot: Spot, guide: Guide): Html | false {
  const all = inOrder(spot.site.library, guide);
  const at = all.indexOf(guide);
  const turn = (label: string, to: Guide | undefined): Html | undefined =>
    to &&
    html`<a href="${toPage(spot, pageOfGuide(to.name))}" rel="${label === 'Next' ? 'next' : 'prev'}"><small>${label}</small> ${to.title}</a>`;
  const [previous, next] = [turn('Previous', all[at - 1]), turn('Next', all[at + 1])];
  return (
    at >= 0 &&
    html`<nav class="turns" aria-label="Previous and next">${previous ?? html`<span></span>`}${next}</nav>`
  );
}

/** What stands on the page, on the right; the script marks what is being read. */
export function contents(sections: readonly Section[], more?: Html): Html {
  const shown = sections.filter(({ level }) => level === 2);
  return html`<aside class="doctoc" aria-label="This page">
${
  shown.length > 1 &&
  html`<h2>On this page</h2>
<ul data-contents>${shown.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul>
`
}${more}
</aside>`;
}
