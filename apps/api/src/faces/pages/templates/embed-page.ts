import { html } from '../../../lib/html.ts';
import { htmlPage } from '../../html-page.ts';
import type { Site } from './layout.ts';

export interface EmbedPage {
  readonly root: string;
  /** The id of the session. Its token is in the address, and nothing of it here. */
  readonly id: string;
  readonly allowedOrigins: readonly string[];
  readonly brandColor: string | null;
}

/** The page of an embedded session: a script draws it, since only that knows the token. */
export const embedPage = (site: Site, { root, id, allowedOrigins, brandColor }: EmbedPage): string =>
  htmlPage({
    title: 'Booking',
    head: html`<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="${root}${site.assetPath('icon.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${root}${site.assetPath('embed-page.css')}">
<script src="${root}${site.embedPath}" defer></script>`,
    body: html`<div data-embed-session="${id}" data-root="${root}" data-origins="${allowedOrigins.join(' ')}"${
      brandColor !== null && html` data-brand-color="${brandColor}"`
    }>
<noscript><p class="note">This page needs JavaScript.</p></noscript>
</div>`,
  });
