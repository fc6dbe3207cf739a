import { type Html, html } from '../../../lib/html.ts';
import type { Guide } from '../library/load-guides.ts';
import { renderMarkdown } from '../markdown/render-markdown.ts';
import { pageOfGuide, type Spot, toPage } from '../site.ts';
import { foot, framedPage } from './frame.ts';

/** The way of a newcomer, in order: what is done, and the guide that shows how. */
const steps: readonly (readonly [guide: string, title: string, text: string, time: string])[] = [
  [
    'quickstart',
    'Book once',
    'Start a server with one command, ask it for free times and take one of them. Three calls, no account.',
    'Quickstart · 5 minutes',
  ],
  [
    'widget',
    'Put it where people are',
    'Two lines of HTML show your times in any page. Or link to a booking page, or draw every step yourself.',
    'Widget · 2 minutes',
  ],
  [
    'webhooks',
    'Hear of every booking',
    'Signed messages tell your own code what was booked, moved and cancelled, until it has answered.',
    'Webhooks · 10 minutes',
  ],
  [
    'operations/deploy',
    'Go live',
    'A container or one process behind a proxy, a PostgreSQL where you want one, and live keys.',
    'Deploy · 30 minutes',
  ],
];

const others: readonly (readonly [page: string, title: string, text: string])[] = [
  [
    'guides/mcp',
    'Let an agent book',
    'The same rules as tools over MCP, for assistants of your own or of others.',
  ],
  [
    'guides/sdk',
    'Write TypeScript',
    'Every operation as a typed method, with retries that never book twice.',
  ],
  [
    'guides/react',
    'Build with React',
    'Hooks and headless steps, for a booking that looks like the rest of your product.',
  ],
  [
    'guides/reliability',
    'Ask what is promised',
    'What you may rely on, and the command that proves each promise.',
  ],
];

/** The front page: what this is, one call, and the way from here to a live server. */
export const homePage = (spot: Spot): string =>
  framedPage(spot, {
    title: 'Astrocal documentation',
    description: 'How to put booking into a product with Astrocal: guides, API reference, examples.',
    kind: 'home',
    body: html`<main id="main" class="welcome">
<div class="hero"><div>
<h1>Scheduling for the product you are building</h1>
<p>Ask for free times, take one. Zones, buffers, waitlists, mail and webhooks come with it, and nobody is ever booked twice.</p>
<div class="actions"><a class="button primary" href="${toPage(spot, 'guides/quickstart')}">Make your first booking</a> <a class="button secondary" href="${toPage(spot, 'reference')}">API reference</a></div>
</div>
${firstCall(spot)}</div>
<section aria-labelledby="path"><h2 id="path">From nothing to live</h2>
<ol class="paths">${steps.map(
      ([guide, title, text, time]) =>
        html`<li><a class="path" href="${toPage(spot, pageOfGuide(guide))}"><b>${title}</b><span>${text}</span><span class="go">${time}</span></a></li>\n`,
    )}</ol></section>
<section aria-labelledby="other"><h2 id="other">Or begin elsewhere</h2>
<ul class="paths plain">${others.map(
      ([page, title, text]) =>
        html`<li><a class="path" href="${toPage(spot, page)}"><b>${title}</b><span>${text}</span></a></li>\n`,
    )}</ul></section>
<section aria-labelledby="all"><h2 id="all">All guides</h2>
<div class="index">${spot.site.library.groups.map(
      ({ title, guides }) => html`<div><h3>${title}</h3>
<ul>${guides.map((guide) => indexLink(spot, guide))}</ul></div>\n`,
    )}</div></section>
${foot(spot, furtherLinks(spot))}
</main>`,
  });

const indexLink = (spot: Spot, { name, title }: Guide): Html =>
  html`<li><a href="${toPage(spot, pageOfGuide(name))}">${title}</a></li>`;

const furtherLinks = (spot: Spot): Html => {
  const { llms, openApi, widget } = spot.site.addresses;
  return html`${widget !== null && html`<a href="${spot.root}${widget}">Try the widget</a>`}<a href="${spot.root}${openApi}">openapi.json</a><a href="${spot.root}${llms}">llms.txt</a>`;
};

/** The first call of the quickstart with its answer, so that it is one that a test makes. */
function firstCall({ site }: Spot): Html {
  const text = site.library.find('quickstart')?.text ?? '';
  const [call = ''] = /^```bash\n[\s\S]*?^```\n\n```json[\s\S]*?^```$/m.exec(text) ?? [];
  return renderMarkdown(call, (href) => href).body;
}
