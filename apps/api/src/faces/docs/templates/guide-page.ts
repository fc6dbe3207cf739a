import { type Html, html } from '../../../lib/html.ts';
import type { Guide, Library } from '../library/load-guides.ts';
import { renderMarkdown, type Section } from '../markdown/render-markdown.ts';
import { pageOfGuide, type Spot, toPage } from '../site.ts';
import { foot, framedPage } from './frame.ts';
import { markdownIcon } from './icons.ts';
import { followOf } from './links.ts';

/** The page of one guide. */
export function guidePage(spot: Spot, guide: Guide): string {
  const { body, sections } = renderMarkdown(guide.text, followOf(spot, guide.name));
  return framedPage(spot, {
    title: `${guide.title} · Astrocal`,
    ...(guide.answers !== null && { description: guide.answers }),
    kind: 'guide',
    style: 'docs.css',
    body: html`<div class="doclayout">
${guideNav(spot)}
<main id="main" class="prose">
${kicker(spot, guide)}${body}${turns(spot, guide)}
${foot(spot, html`<a href="${twinOf(spot, guide)}">View as Markdown</a>`)}
</main>
${contents(sections, html`<a class="beside" href="${twinOf(spot, guide)}">${markdownIcon}View as Markdown</a>`)}
</div>`,
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
function kicker({ site }: Spot, guide: Guide): Html | false {
  const group = site.library.groups.find(({ guides }) => guides.includes(guide));
  const words = guide.name.startsWith('decisions/') ? 'Decisions' : group?.title;
  return words !== undefined && html`<p class="kicker">${words}</p>\n`;
}

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
