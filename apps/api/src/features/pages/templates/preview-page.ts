import { type Html, html } from '../../../lib/html.ts';
import { layout, type Site } from './layout.ts';

/** The page on which the widget is tried: nothing in it is booked, and the snippet follows the controls. */
export const previewPage = (site: Site, root: string): string =>
  layout(site, {
    root,
    title: 'Try the widget · Astrocal',
    organizationName: null,
    isWide: true,
    usesWidget: true,
    scripts: ['preview-page.js'],
    head: html`<meta name="description" content="The Astrocal booking widget to try, with the snippet to copy.">\n`,
    main: html`<h1>The widget</h1>
<p>One script tag puts booking into any page. This one shows made-up times and books nothing.
<a href="${root}docs/guides/widget.md">All settings</a> · <a href="${root}docs">API reference</a></p>
<noscript><p class="notice">The preview needs JavaScript.</p></noscript>
<form class="controls" aria-label="Settings of the preview" data-controls>
${choice('mode', 'Mode', [
  ['inline', 'In the page'],
  ['popup', 'In a dialog'],
])}${choice('colorScheme', 'Colour scheme', [
  ['auto', 'As the visitor’s system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
])}${choice('locale', 'Language', [['', 'As the browser']])}${color('primaryColor', 'Primary colour')}${color('backgroundColor', 'Background')}${color('textColor', 'Text')}
<label class="field">Corners <input name="borderRadius" placeholder="12px" pattern="[0-9.]+(px|rem)" size="6"></label>
</form>
<div class="actions"><button type="button" class="button main" data-open hidden>Open the dialog</button>
<button type="button" class="button" data-reset>Reset</button></div>
<div class="widget" data-preview></div>
<h2 class="below">The snippet</h2>
<pre tabindex="0" aria-label="The snippet"><code data-snippet>${snippet(site)}</code></pre>
<div class="actions"><button type="button" class="button" data-copy>Copy</button> <span class="soft" role="status" data-copied></span></div>`,
  });

/** What is shown before the controls are touched, and without JavaScript. */
const snippet = ({ publicUrl }: Site): string =>
  `<script src="${publicUrl}/widget/v1/astrocal.js" async></script>\n<div data-astrocal-event-type-id="evt_…"></div>`;

const choice = (name: string, label: string, options: readonly (readonly [string, string])[]): Html =>
  html`<label class="field">${label} <select name="${name}">${options.map(
    ([value, text]) => html`<option value="${value}">${text}</option>`,
  )}</select></label>\n`;

const color = (name: string, label: string): Html =>
  html`<label class="field">${label} <input type="text" name="${name}" placeholder="#1c1b19" pattern="#[0-9a-fA-F]{6}" size="8" spellcheck="false" autocomplete="off"></label>\n`;
