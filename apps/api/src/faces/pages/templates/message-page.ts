import { html } from '../../../lib/html.ts';
import { layout, type Site } from './layout.ts';

/** A page that says one thing: what is not there, not allowed or not possible right now. */
export const messagePage = (
  site: Site,
  {
    root,
    heading,
    text,
    again,
  }: {
    readonly root: string;
    readonly heading: string;
    readonly text: string;
    /** Where to go on, from this page. */
    readonly again?: { readonly href: string; readonly label: string };
  },
): string =>
  layout(site, {
    root,
    title: heading,
    organizationName: null,
    head: html`<meta name="robots" content="noindex">\n`,
    main: html`<div class="card">
<h1>${heading}</h1>
<p>${text}</p>
${again && html`<p class="actions"><a class="button main" href="${again.href}">${again.label}</a></p>`}
</div>`,
  });
