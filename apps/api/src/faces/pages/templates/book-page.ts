import type { Offer } from '../../../features/event-types/index.ts';
import { type Html, html, jsonForScript } from '../../../lib/html.ts';
import { bookPath, logoPath } from '../../../wording/addresses.ts';
import { majorUnits } from '../../../wording/money.ts';
import type { HostedOffer } from '../read-offer.ts';
import { layout, type Site } from './layout.ts';
import { offerTexts, summaryText } from './offer-texts.ts';
import { linked } from './parts.ts';
import { firstDayForm } from './plain-book-page.ts';
import { hostsList } from './plain-hosts.ts';

/** The page on which people book an event type. Without JavaScript it says what can be booked, and how. */
export function bookPage(site: Site, root: string, hosted: HostedOffer): string {
  const { offer, hosts, chosen } = hosted;
  const { title, organizationName, description, isTest } = offer;
  return layout(site, {
    root,
    title: `${title} · ${organizationName}`,
    organizationName,
    logoPath: logoPath(offer),
    isTest,
    isWide: true,
    head: headOf(site, offer),
    usesWidget: true,
    scripts: ['book-page.js'],
    main: html`<div class="intro" data-intro>${hostsList(hosts, chosen)}<h1 dir="auto">${title}</h1>
<ul class="offer">
${offerTexts(offer).map((text) => html`<li><bdi>${linked(text)}</bdi></li>\n`)}</ul>
${description !== null && html`<p class="description" dir="auto">${description}</p>\n`}</div>
<div class="widget" lang="" data-widget data-event-type-id="${offer.id}"${chosen && html` data-host-id="${chosen.memberId}"`}></div>
<noscript>${withoutWidget(root, hosted)}</noscript>
<div data-fallback hidden>${withoutWidget(root, hosted)}</div>`,
  });
}

const withoutWidget = (root: string, hosted: HostedOffer): Html => html`<div class="card">
<h2>Choose a day</h2>
${firstDayForm(root, hosted)}
<p class="soft">Or without a browser, by two requests: <a href="${root}${bookPath(hosted.offer)}.md">how to book this</a>.</p>
</div>`;

function headOf(site: Site, offer: Offer): Html {
  const url = `${site.publicUrl}/${bookPath(offer)}`;
  const summary = summaryText(offer);
  const properties = {
    'og:type': 'website',
    'og:title': offer.title,
    'og:description': summary,
    'og:url': url,
    'og:site_name': offer.organizationName,
  };
  return html`<meta name="description" content="${summary}">
<link rel="canonical" href="${url}">
<link rel="alternate" type="text/markdown" href="${url}.md" title="How to book without a browser">
${Object.entries(properties).map(([name, content]) => html`<meta property="${name}" content="${content}">\n`)}<meta name="twitter:card" content="summary">
${offer.isTest && html`<meta name="robots" content="noindex">\n`}<script type="application/ld+json">${jsonForScript(linkedData(offer, url))}</script>
`;
}

/** The event type in the words of schema.org: a service that an organization lets people reserve. */
const linkedData = (offer: Offer, url: string) => ({
  '@context': 'https://schema.org',
  '@type': 'Service',
  name: offer.title,
  url,
  ...(offer.description !== null && { description: offer.description }),
  provider: { '@type': 'Organization', name: offer.organizationName },
  ...(offer.priceAmount !== null && {
    offers: {
      '@type': 'Offer',
      price: majorUnits(offer.priceAmount, offer.priceCurrency),
      priceCurrency: offer.priceCurrency.toUpperCase(),
    },
  }),
  potentialAction: {
    '@type': 'ReserveAction',
    target: {
      '@type': 'EntryPoint',
      urlTemplate: url,
      actionPlatform: ['https://schema.org/DesktopWebPlatform', 'https://schema.org/MobileWebPlatform'],
    },
    result: { '@type': 'Reservation', name: offer.title },
  },
});
