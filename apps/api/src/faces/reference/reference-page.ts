import { html, jsonForScript } from '../../lib/html.ts';
import { htmlPage } from '../html-page.ts';

/** What the reference is told: it draws our own document and talks to nobody else. */
const settings = {
  url: 'v1/openapi.json',
  telemetry: false,
  withDefaultFonts: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  hideClientButton: true,
  theme: 'default',
  persistAuth: false,
  documentDownloadType: 'json',
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  authentication: { preferredSecurityScheme: 'apiKey' },
  metaData: { title: 'Astrocal API reference' },
  favicon: 'data:,',
};

/** What else there is to read, from /docs. */
const links = [
  ['docs/guides/README.md', 'Guides'],
  ['docs/errors', 'Errors'],
  ['docs/widget', 'Try the widget'],
  ['llms.txt', 'For agents'],
] as const;

/** The bar has the colours of the reference below it, which the reader may switch; without it, those of the browser. */
const barStyle = html`
  body { margin: 0; background: var(--scalar-background-1, Canvas); }
  nav { padding: .6rem 1rem; font: .9rem/1.4 system-ui, sans-serif; color: var(--scalar-color-1, CanvasText); }
  nav a { color: inherit; }
  :root { color-scheme: light dark; }
`;

/** The page at /docs: the reference of the running server. */
export const referencePage = ({ nonce, version }: { nonce: string; version: string }): string =>
  htmlPage({
    title: 'Astrocal API reference',
    head: html`<meta name="description" content="Every operation of the Astrocal scheduling API, with examples to try.">
<link rel="icon" href="data:,">
<style>${barStyle}</style>`,
    body: html`<nav aria-label="More">
${links.map(([href, text], i) => html`${i > 0 && ' · '}<a href="${href}">${text}</a>`)}
</nav>
<noscript>
  This page needs JavaScript. The same reference as a document: <a href="v1/openapi.json">openapi.json</a>.
  Errors are explained at <a href="docs/errors">docs/errors</a>.
</noscript>
<div id="reference"></div>
<script src="docs/reference.js?${version}" nonce="${nonce}"></script>
<script nonce="${nonce}">Scalar.createApiReference('#reference', ${jsonForScript(settings)});</script>`,
  });
