import { type ErrorCode, errorCatalogue, errorCodes } from '@astrocal/contract';
import { type Html, html } from '../../../lib/html.ts';
import { renderMarkdown } from '../markdown/render-markdown.ts';
import { type Spot, toPage } from '../site.ts';
import { contents, prosePage } from './guide-page.ts';
import { dataIcon } from './icons.ts';

const shape = `\`\`\`json
{
  "error": {
    "code": "slot_unavailable",
    "message": "This time is already booked.",
    "details": { "reason": "booked", "alternatives": ["…"] },
    "request_id": "req_…",
    "doc_url": "…/docs/errors#slot_unavailable"
  }
}
\`\`\``;

/** The page of errors: the catalogue with an anchor per code, which `doc_url` points to. */
export const errorsPage = (spot: Spot): string =>
  prosePage(spot, {
    title: 'Errors',
    description: 'Every code that the API refuses with, what it means, and whether to try again.',
    kicker: 'API reference',
    body: html`<h1>Errors</h1>
<p>Every refusal has this form. Let your code read <code>code</code> and your users read <code>message</code>;
  quote <code>request_id</code> when you ask for help. How to act on them is in <a href="${toPage(spot, 'guides/errors')}">the guide</a>.</p>
${renderMarkdown(shape, (href) => href).body}
<div class="table" tabindex="0"><table>
<thead><tr><th>Code</th><th>Status</th><th>Retry?</th></tr></thead>
<tbody>${errorCodes.map(row)}</tbody>
</table></div>
${errorCodes.map(section)}`,
    aside: contents(
      errorCodes.map((code) => ({ id: code, title: code, level: 2, text: '' })),
      html`<a class="beside" href="${spot.root}${spot.site.addresses.openApi}">${dataIcon}OpenAPI document</a>`,
    ),
  });

function row(code: ErrorCode): Html {
  const { status, retryable } = errorCatalogue[code];
  return html`<tr><td><a href="#${code}"><code>${code}</code></a></td><td>${status}</td><td>${retryable ? 'yes' : 'no'}</td></tr>\n`;
}

function section(code: ErrorCode): Html {
  const { status, meaning, retryable } = errorCatalogue[code];
  const advice = retryable ? 'yes, after `Retry-After` where it is sent' : 'no, after a change';
  return html`<section id="${code}">
<h2><code>${code}</code> <small>HTTP ${status}</small> <a class="anchor" href="#${code}" aria-label="Link to ${code}">#</a></h2>
<p>${withCode(meaning)}</p>
<p class="muted">Retry? ${withCode(advice)}</p>
</section>
`;
}

/** The catalogue marks names with backticks. */
const withCode = (text: string): Html[] =>
  text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
