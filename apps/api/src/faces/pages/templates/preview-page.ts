import { type Html, html } from '../../../lib/html.ts';
import { layout, type Site } from './layout.ts';

/** The languages that the widget speaks, each in its own words. */
const languages = {
  ar: 'العربية',
  de: 'Deutsch',
  en: 'English',
  es: 'Español',
  fr: 'Français',
  it: 'Italiano',
  ja: '日本語',
  nl: 'Nederlands',
  pl: 'Polski',
  pt: 'Português',
};

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
<a href="${root}docs/guides/widget">Its guide</a> · <a href="${root}docs">Documentation</a></p>
<noscript><p class="notice">The preview needs JavaScript.</p></noscript>
${controls}
<div class="actions"><button type="button" class="button main" data-open hidden>Open the dialog</button>
<button type="button" class="button" data-reset>Reset</button></div>
<div class="widget" data-preview></div>
<section><h2>The snippet</h2>
<pre tabindex="0" role="region" aria-label="The snippet"><code data-snippet>${snippet(site)}</code></pre>
<div class="actions"><button type="button" class="button" data-copy>Copy</button> <span class="soft" role="status" data-copied></span></div></section>`,
  });

/** What stands there before the controls are touched, and without JavaScript. */
const snippet = ({ publicUrl }: Site): string =>
  `<script src="${publicUrl}/widget/v1/astrocal.js" async></script>\n<div data-astrocal-event-type-id="evt_…"></div>`;

const choice = (name: string, label: string, options: Readonly<Record<string, string>>): Html =>
  html`<label class="field">${label} <select name="${name}">${Object.entries(options).map(
    ([value, text]) => html`<option value="${value}">${text}</option>`,
  )}</select></label>\n`;

const color = (name: string, label: string, placeholder: string): Html =>
  html`<label class="field">${label} <input name="${name}" placeholder="${placeholder}" pattern="#[0-9a-fA-F]{6}" maxlength="7" spellcheck="false" autocomplete="off"></label>\n`;

const controls = html`<form class="controls" aria-label="Settings of the preview" data-controls>
${choice('mode', 'Mode', { inline: 'In the page', popup: 'In a dialog' })}${choice(
  'colorScheme',
  'Color scheme',
  { auto: 'The visitor’s', light: 'Light', dark: 'Dark' },
)}${choice('locale', 'Language', { '': 'The visitor’s', ...languages })}${color('primaryColor', 'Primary color', '#2f54eb')}${color('backgroundColor', 'Background', '#ffffff')}${color('headingColor', 'Headings', '#12151c')}${color('textColor', 'Text', '#3b4252')}<label class="field">Corners <input name="borderRadius" placeholder="16px" pattern="\\d{1,3}(px|rem)" maxlength="6" autocomplete="off"></label>
</form>`;
