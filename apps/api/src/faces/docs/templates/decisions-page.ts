import { html } from '../../../lib/html.ts';
import { pageOfGuide, type Spot, toPage } from '../site.ts';
import { prosePage } from './guide-page.ts';

/** The list of decisions, newest first. */
export const decisionsPage = (spot: Spot): string =>
  prosePage(spot, {
    title: 'Decisions',
    description: 'Why Astrocal is built as it is: one choice each, with what else was possible.',
    kicker: 'Behind it',
    body: html`<h1>Decisions</h1>
<p>Why Astrocal is built as it is: half a page for each choice, with what else was possible. Newest first.</p>
<ul class="list">${spot.site.library.decisions
      .toReversed()
      .map(
        ({ name, title }) => html`<li><a href="${toPage(spot, pageOfGuide(name))}">${title}</a></li>`,
      )}</ul>`,
  });
