import { html } from '../../../lib/html.ts';
import { pageOfGuide, type Spot, toPage } from '../site.ts';
import { foot, framedPage } from './frame.ts';
import { guideNav } from './guide-page.ts';

/** The list of decisions, newest first. */
export const decisionsPage = (spot: Spot): string =>
  framedPage(spot, {
    title: 'Decisions · Astrocal',
    description: 'Why Astrocal is built as it is: one choice each, with what else was possible.',
    kind: 'guide',
    style: 'docs.css',
    body: html`<div class="doclayout">
${guideNav(spot)}
<main id="main" class="prose">
<p class="kicker">Behind it</p>
<h1>Decisions</h1>
<p>Why Astrocal is built as it is: half a page for each choice, with what else was possible. Newest first.</p>
<ul class="list">${spot.site.library.decisions
      .toReversed()
      .map(
        ({ name, title }) => html`<li><a href="${toPage(spot, pageOfGuide(name))}">${title}</a></li>`,
      )}</ul>
${foot(spot)}
</main>
</div>`,
  });
