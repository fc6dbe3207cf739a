import { longest } from '@astrocal/contract';
import { type Html, html } from '../../../lib/html.ts';
import { bookingPath, logoPath } from '../../../wording/addresses.ts';
import type { Manageable } from '../view-booking.ts';
import { hostsText, whenText } from './booking-texts.ts';
import { layout, type Site } from './layout.ts';
import { type DayOfTimes, dateField, noTimes, timeChoices } from './plain-times.ts';

/** The page on which a booking is moved: by the widget, or by a form without JavaScript. */
export function reschedulePage(
  site: Site,
  root: string,
  view: Manageable,
  { notice, day }: { readonly notice?: string; readonly day?: DayOfTimes } = {},
): string {
  const { booking, offer, token, reader } = view;
  const own = `${root}${bookingPath({ id: booking.id, token })}`;
  return layout(site, {
    root,
    title: `Choose another time · ${booking.event_type.title}`,
    organizationName: offer.organizationName,
    logoPath: logoPath(offer),
    isTest: booking.is_test,
    isWide: !day,
    usesWidget: !day,
    scripts: day ? ['booking-page.js'] : ['book-page.js'],
    main: html`${notice !== undefined && html`<p class="notice" role="alert">${notice}</p>\n`}<h1>Choose another time</h1>
<p><bdi>${booking.event_type.title} with ${hostsText(view)}</bdi><br>Now: ${whenText(view)} (${reader.zoneName(Date.parse(booking.start_time))})</p>
<p><a href="${own}">Keep this time</a></p>
${
  day
    ? html`<div class="card">${dateForm(root, view, day.date)}${timesForm(own, view, day)}</div>`
    : html`<div class="widget" lang="" data-widget data-event-type-id="${offer.id}" data-booking-id="${booking.id}" data-token="${token}" data-current-start-time="${booking.start_time}"></div>
<noscript><div class="card">${dateForm(root, view, '')}</div></noscript>
<div class="card" data-fallback hidden>${dateForm(root, view, '')}</div>`
}`,
  });
}

const dateForm = (
  root: string,
  { booking, token, reader }: Manageable,
  date: string,
): Html => html`<form method="get" action="${root}bookings/${booking.id}">
<input type="hidden" name="token" value="${token}">
<input type="hidden" name="action" value="reschedule">
<input type="hidden" name="timezone" value="${reader.zone.name}">
${dateField(date)}
<div class="actions"><button class="button">Show its times</button></div>
</form>`;

function timesForm(own: string, { reader }: Manageable, day: DayOfTimes): Html {
  if (!day.starts?.length) return noTimes(day);
  return html`<form method="post" action="${own}&amp;action=reschedule">
${timeChoices('new_start_time', day.starts, reader)}
<label class="field">Reason, if you like <textarea name="reason" rows="2" maxlength="${longest.reason}"></textarea></label>
<div class="actions"><button class="button main">Move the booking</button></div>
</form>`;
}
