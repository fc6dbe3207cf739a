import { type ErrorCode, errorCatalogue, errorCodes } from '@astrocal/contract';
import { type Html, html } from '../../lib/html.ts';
import { htmlPage } from '../html-page.ts';

const style = html`
  :root { color-scheme: light dark; --line: #8884; --soft: #8881; }
  body { margin: 0 auto; max-width: 44rem; padding: 2rem 1rem 6rem; font: 1rem/1.6 system-ui, sans-serif; }
  h1 { line-height: 1.2; }
  pre { background: var(--soft); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; overflow-x: auto; }
  code { font: .9em ui-monospace, monospace; overflow-wrap: anywhere; }
  section { border-top: 1px solid var(--line); padding: 1rem 0; }
  section:target { background: #fd03; margin: 0 -1rem; padding: 1rem; border-radius: .5rem; }
  h2 { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; margin: 0; font-size: 1.1rem; }
  h2 a { color: inherit; text-decoration: none; }
  h2 a:hover { text-decoration: underline; }
  h2 small { font-weight: normal; opacity: .75; }
  p { margin: .5rem 0; }
`;

const shape = `{
  "error": {
    "code": "slot_unavailable",
    "message": "This time is already booked.",
    "details": { "reason": "booked", "alternatives": [ … ] },
    "request_id": "req_…",
    "doc_url": "…/docs/errors#slot_unavailable"
  }
}`;

/** The page at /docs/errors: the catalogue of errors with an anchor per code, which `doc_url` points to. */
export const errorsPage = ({ nonce }: { nonce: string }): string =>
  htmlPage({
    title: 'Astrocal API errors',
    head: html`<link rel="icon" href="data:,">
<style nonce="${nonce}">${style}</style>`,
    body: html`<p><a href="../docs">API reference</a></p>
<h1>Errors</h1>
<p>Every refusal has this form. Let your code read <code>code</code> and your users read <code>message</code>;
  quote <code>request_id</code> when you ask for help.</p>
<pre><code>${shape}</code></pre>
${errorCodes.map(section)}`,
  });

function section(code: ErrorCode): Html {
  const { status, meaning, retryable } = errorCatalogue[code];
  const advice = retryable ? 'yes, after `Retry-After` where it is sent' : 'no, after a change';
  return html`<section id="${code}">
<h2><a href="#${code}"><code>${code}</code></a> <small>HTTP ${status}</small></h2>
<p>${withCode(meaning)}</p>
<p>Retry? ${withCode(advice)}</p>
</section>
`;
}

/** The catalogue marks names with backticks. */
const withCode = (text: string): Html[] =>
  text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
