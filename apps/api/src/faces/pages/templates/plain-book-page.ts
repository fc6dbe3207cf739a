import { longest } from '@astrocal/contract';
import { zoneNames } from '@astrocal/scheduling';
import { type Html, html } from '../../../lib/html.ts';
import { bookPath, logoPath } from '../../../wording/addresses.ts';
import { lengthText } from '../../../wording/lengths.ts';
import type { Reader } from '../../../wording/reader-time.ts';
import type { HostedOffer } from '../read-offer.ts';
import { layout, type Site } from './layout.ts';
import { offerTexts } from './offer-texts.ts';
import { linked } from './parts.ts';
import { hostField, hostsList } from './plain-hosts.ts';
import { type DayOfTimes, dateField, noTimes, timeChoices } from './plain-times.ts';

/** What a visitor without JavaScript has chosen so far. */
export interface PlainChoice {
  readonly reader: Reader;
  readonly duration: number;
  readonly day: DayOfTimes;
}

export interface PlainBooking extends PlainChoice, HostedOffer {
  /** Sent along with the form: pressing twice books once. */
  readonly key: string;
  /** Why the form before could not be done. */
  readonly notice?: string;
  /** What was written into it. */
  readonly written?: { readonly name: string; readonly email: string; readonly notes: string };
}

/** The page on which a time of a date is booked by a form. */
export function plainBookPage(site: Site, root: string, page: PlainBooking): string {
  const { offer, hosts, chosen, notice, day } = page;
  return layout(site, {
    root,
    title: `${offer.title} · ${offer.organizationName}`,
    organizationName: offer.organizationName,
    logoPath: logoPath(offer),
    isTest: offer.isTest,
    head: html`<meta name="robots" content="noindex">\n`,
    scripts: ['booking-page.js'],
    main: html`${notice !== undefined && html`<p class="notice" role="alert">${notice}</p>\n`}${hostsList(hosts, chosen)}<h1 dir="auto">${offer.title}</h1>
<ul class="offer">
${offerTexts(offer).map((text) => html`<li><bdi>${linked(text)}</bdi></li>\n`)}</ul>
<div class="card">${dayForm(root, page)}${day.starts?.length ? personForm(root, page, day.starts) : noTimes(day)}</div>`,
  });
}

/** The first question of the form, which stands on the page of the event type for those without JavaScript. */
export const firstDayForm = (
  root: string,
  hosted: HostedOffer,
): Html => html`<form method="get" action="${root}${bookPath(hosted.offer)}">
${dateField('')}
${hostField(hosted)}<div class="actions"><button class="button main">Show its times</button></div>
</form>`;

const dayForm = (
  root: string,
  { offer, reader, duration, day, ...people }: PlainBooking,
): Html => html`<form method="get" action="${root}${bookPath(offer)}">
${dateField(day.date)}
${hostField(people)}${
  offer.durationOptions &&
  html`<label class="field">Length <select name="duration">${offer.durationOptions.map((minutes) => option(String(minutes), lengthText(minutes), minutes === duration))}</select></label>\n`
}<label class="field">Your time zone <select name="timezone">${zoneNames().map((name) => option(name, name.replaceAll('_', ' '), name === reader.zone.name))}</select></label>
<div class="actions"><button class="button">Show its times</button></div>
</form>`;

const option = (value: string, text: string, isSelected: boolean): Html =>
  html`<option value="${value}"${isSelected && html` selected`}>${text}</option>`;

function personForm(root: string, page: PlainBooking, starts: readonly string[]): Html {
  const {
    offer,
    chosen: host,
    reader,
    duration,
    day,
    key,
    written = { name: '', email: '', notes: '' },
  } = page;
  const chosen = {
    date: day.date,
    timezone: reader.zone.name,
    duration: String(duration),
    host_id: host?.memberId ?? '',
    key,
  };
  // What comes after it, the booking's own page, is shown in no frame.
  return html`<form method="post" action="${root}${bookPath(offer)}" target="_top">
${Object.entries(chosen).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">\n`)}${timeChoices('start_time', starts, reader)}
<label class="field">Your name <input name="name" value="${written.name}" maxlength="${longest.name}" autocomplete="name" required></label>
<label class="field">Your e-mail address <input type="email" name="email" value="${written.email}" maxlength="${longest.email}" autocomplete="email" required></label>
<label class="field">Notes, if you like <textarea name="notes" rows="3" maxlength="${longest.notes}">${written.notes}</textarea></label>
<div class="actions"><button class="button main">Book</button></div>
</form>`;
}
