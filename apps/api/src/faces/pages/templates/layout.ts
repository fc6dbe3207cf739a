import { initialsOf } from '@astrocal/look';
import { type Html, html } from '../../../lib/html.ts';
import { htmlPage } from '../../html-page.ts';

export type AssetName =
  | 'pages.css'
  | 'embed-page.css'
  | 'icon.svg'
  | 'book-page.js'
  | 'booking-page.js'
  | 'preview-page.js';

/** What every page knows of where it stands. */
export interface Site {
  /** The address under which people reach the server, without a slash at the end. */
  readonly publicUrl: string;
  /** The address of one of the pages' own files, from the root of the server. */
  assetPath(name: AssetName): string;
  /** The address of the widget's script, from the root of the server. */
  readonly widgetPath: string;
  /** The same of what draws embedded sessions. */
  readonly embedPath: string;
}

export interface PageParts {
  /** The way to the root of the server: `../../`. */
  readonly root: string;
  readonly title: string;
  /** Who the page is from; null where that is nobody's business. */
  readonly organizationName: string | null;
  /** Where its picture is, from the root of the server. */
  readonly logoPath?: string | null;
  readonly main: Html;
  /** More for the head. */
  readonly head?: Html;
  readonly scripts?: readonly AssetName[];
  readonly usesWidget?: boolean;
  readonly isTest?: boolean;
  readonly isWide?: boolean;
}

/** The initial of the organization, where its logo would be. */
function mark(name: string): Html | null {
  const [initial] = initialsOf(name);
  return initial === undefined ? null : html`<span class="from-mark" aria-hidden="true">${initial}</span> `;
}

/** The page as a document. It holds no script and no style of its own, so the policy can forbid them. */
export function layout(site: Site, page: PageParts): string {
  const {
    root,
    title,
    organizationName,
    logoPath,
    main,
    head,
    scripts = [],
    usesWidget,
    isTest,
    isWide = false,
  } = page;
  const script = (path: string) => html`<script src="${root}${path}" defer></script>\n`;
  return htmlPage({
    title,
    rootAttributes: html` dir="ltr" data-root="${root}"`,
    bodyAttributes: isWide && html` class="wide"`,
    head: html`<meta name="color-scheme" content="light dark">
<link rel="icon" href="${root}${site.assetPath('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${root}${site.assetPath('pages.css')}">
${head}${usesWidget && script(site.widgetPath)}${scripts.map((name) => script(site.assetPath(name)))}`,
    body: html`<a class="skip" href="#main">Skip to the content</a>
<header class="from">${logoPath ? html`<img class="logo" src="${root}${logoPath}" alt=""> ` : organizationName !== null && mark(organizationName)}<bdi>${organizationName ?? 'Astrocal'}</bdi></header>
<main id="main">
${isTest && html`<p class="notice">Test mode: nothing that is booked here is real, and no mail is sent.</p>\n`}${main}
</main>
<footer class="by">Powered by Astrocal</footer>`,
  });
}
