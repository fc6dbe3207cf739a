import { html } from '../../../lib/html.ts';
import { type DocsAsset, type Spot, toAsset, toPage } from '../site.ts';
import { framedPage } from './frame.ts';

/** What the reference is told: it draws our own document in our own colours, and talks to nobody else. */
const settingsOf = ({ site, root }: Spot) => ({
  url: root + site.addresses.openApi,
  telemetry: false,
  withDefaultFonts: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  hideClientButton: true,
  hideDarkModeToggle: true,
  theme: 'none',
  persistAuth: false,
  documentDownloadType: 'json',
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  authentication: { preferredSecurityScheme: 'apiKey' },
  metaData: { title: 'API reference · Astrocal' },
  favicon: toAsset({ site, root, name: '' }, 'mark.svg'),
});

/** The reference of the running server. */
export function referencePage(spot: Spot): string {
  const script = (name: DocsAsset) => html`<script src="${toAsset(spot, name)}" defer></script>\n`;
  return framedPage(spot, {
    title: 'API reference · Astrocal',
    description: 'Every operation of the Astrocal scheduling API, with examples to try.',
    kind: 'reference',
    body: html`<noscript><p class="without">
  This page needs JavaScript. The same reference as a document: <a href="${spot.root}${spot.site.addresses.openApi}">openapi.json</a>.
  Errors are explained on <a href="${toPage(spot, 'errors')}">a page of their own</a>.
</p></noscript>
<div id="main"><div id="reference" data-settings="${JSON.stringify(settingsOf(spot))}"></div></div>
${script('reference.js')}${script('reference-start.js')}`,
  });
}
