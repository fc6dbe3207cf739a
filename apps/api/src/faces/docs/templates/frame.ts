import { type Html, html } from '../../../lib/html.ts';
import { htmlPage } from '../../html-page.ts';
import { type DocsAsset, type Spot, toAsset, toPage } from '../site.ts';
import { mark, searchIcon } from './icons.ts';

export interface FramedPage {
  readonly title: string;
  readonly description?: string;
  /** The class of the body: what kind of page it is. */
  readonly kind: 'home' | 'guide' | 'reference';
  readonly body: Html;
}

/** The parts of the documentation, in the bar; each with the pages that belong to it. */
const parts: readonly (readonly [page: string, text: string, owns: RegExp])[] = [
  ['guides', 'Guides', /^guides(?!\/mcp$)/],
  ['reference', 'API reference', /^reference$/],
  ['errors', 'Errors', /^errors$/],
  ['guides/mcp', 'Agents', /^guides\/mcp$/],
];

/** A page of the documentation as a document. It holds no script and no style of its own, so its policy forbids them. */
export function framedPage(spot: Spot, page: FramedPage): string {
  const { title, description, kind, body } = page;
  const style = kind === 'reference' ? 'reference.css' : 'docs.css';
  const script = (name: DocsAsset) => html`<script type="module" src="${toAsset(spot, name)}"></script>\n`;
  return htmlPage({
    title,
    rootAttributes: html` data-root="${spot.root}" data-index="${toAsset(spot, 'search.json')}"`,
    bodyAttributes: html` class="${kind}"`,
    head: html`${description !== undefined && html`<meta name="description" content="${description}">\n`}<meta name="color-scheme" content="light dark">
<link rel="icon" href="${toAsset(spot, 'mark.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${toAsset(spot, style)}">
${script('docs.js')}${script('search.js')}`,
    body: html`<a class="skip" href="#main">Skip to the content</a>
${bar(spot)}
${body}`,
  });
}

const bar = (spot: Spot): Html => html`<header class="docbar">
<a class="name" href="${toPage(spot, '')}">${mark}Astrocal <span>Docs</span></a>
<nav aria-label="Documentation">${parts.map(
  ([page, text, owns]) =>
    html`<a href="${toPage(spot, page)}"${owns.test(spot.name) && html` aria-current="${page === spot.name ? 'page' : 'true'}"`}>${text}</a>`,
)}</nav>
<button type="button" class="find" data-find hidden aria-label="Search guides and API" aria-keyshortcuts="/">${searchIcon}<span>Search guides and API</span><kbd>/</kbd></button>
</header>`;

/** What stands at the foot of what is read. */
export const foot = ({ site }: Spot, more?: Html | false): Html =>
  html`<footer class="docfoot"><span>Astrocal ${site.version}</span>${more}</footer>`;
