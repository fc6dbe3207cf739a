import { longest } from '@astrocal/contract';
import { type Html, html } from '../../../lib/html.ts';
import { bookingPath, bookPath, calendarPath, logoPath } from '../../../wording/addresses.ts';
import { canCancel, canChange, canMove, isOffered } from '../rules.ts';
import type { BookingView, Manageable } from '../view-booking.ts';
import { factsOf, hostsText, whenText, wordsOf } from './booking-texts.ts';
import { googleCalendarLink } from './google-calendar-link.ts';
import { layout, type Site } from './layout.ts';
import { facts, leaf, words } from './parts.ts';

/** The page of a booking: how it stands, and what can still be done with it. */
export function bookingPage(site: Site, root: string, view: BookingView): string {
  const { booking, offer, reader } = view;
  const { tone, status, heading, text } = wordsOf(view);
  return layout(site, {
    root,
    title: `${heading} · ${booking.event_type.title}`,
    organizationName: offer.organizationName,
    logoPath: logoPath(offer),
    isTest: booking.is_test,
    scripts: ['booking-page.js'],
    main: html`<div class="card">
<div class="lead">${leaf(reader.leaf(Date.parse(booking.start_time)))}<div><span class="status ${tone}">${status}</span>
<h1>${heading}</h1></div></div>
<p><bdi>${text}</bdi></p>
${facts(factsOf(view))}
<p class="soft screen" data-zone-hint="${reader.zone.name}" hidden>Shown in ${reader.zoneName(Date.parse(booking.start_time))}. <a href="">Switch to <bdi></bdi></a></p>
${words('Reason', reasonOf(view))}${words('Notes', booking.notes)}${actions(root, view)}
</div>`,
  });
}

function reasonOf({ booking, phase }: BookingView): string | null {
  if (phase === 'cancelled') return booking.cancel_reason;
  return booking.status === 'rescheduled' ? booking.reschedule_reason : null;
}

function actions(root: string, view: BookingView): Html | null {
  const { booking, offer, phase, token } = view;
  if (token === null) return null;
  const own = `${root}${bookingPath({ id: booking.id, token })}`;
  if (canChange(phase))
    return html`${phase === 'ahead' && calendars(root, view, token)}${lateNote(view)}<div class="actions">
${canMove(view) && html`<a class="button" href="${own}&amp;action=reschedule">Choose another time</a>\n`}${canCancel(view) && html`<a class="button" href="${own}&amp;action=cancel">Cancel the booking</a>`}
</div>`;
  if (!isOffered(offer)) return null;
  return html`<div class="actions"><a class="button main" href="${root}${bookPath(offer)}">Book another time</a></div>`;
}

/** What the cut-offs of the event type have closed, and what helps. */
function lateNote(view: BookingView): Html | null {
  const late = [
    ...(view.now > view.lastChanges.move ? ['moved'] : []),
    ...(view.now > view.lastChanges.cancel ? ['cancelled'] : []),
  ];
  if (late.length === 0) return null;
  return html`<p class="soft">It’s too late for this booking to be ${late.join(' or ')} here. Ask <bdi>${view.offer.organizationName}</bdi> if you need to.</p>\n`;
}

function calendars(root: string, view: BookingView, token: string): Html {
  const { booking, offer } = view;
  const google = googleCalendarLink({
    booking,
    host: hostsText(view),
    organizationName: offer.organizationName,
  });
  return html`<div class="actions">
<a class="button main" href="${root}${calendarPath({ id: booking.id, token })}" download="booking.ics">Add to calendar (.ics)</a>
<a class="button" href="${google}" target="_blank" rel="noopener noreferrer">Google Calendar</a>
</div>\n`;
}

/** The page that asks before it cancels: a form, since opening an address never changes anything. */
export function cancelPage(site: Site, root: string, view: Manageable): string {
  const { booking, offer, reader, token } = view;
  const own = `${root}${bookingPath({ id: booking.id, token })}`;
  return layout(site, {
    root,
    title: `Cancel · ${booking.event_type.title}`,
    organizationName: offer.organizationName,
    logoPath: logoPath(offer),
    isTest: booking.is_test,
    scripts: ['booking-page.js'],
    main: html`<div class="card">
<h1>Cancel this booking?</h1>
<p><bdi>${booking.event_type.title} with ${hostsText(view)}</bdi><br>${whenText(view)} (${reader.zoneName(Date.parse(booking.start_time))})</p>
<form method="post" action="${own}&amp;action=cancel">
<label class="field">Reason, if you like <textarea name="reason" rows="2" maxlength="${longest.reason}" aria-describedby="who-reads"></textarea></label>
<p class="soft" id="who-reads">Everybody who was to come can read it.</p>
<div class="actions"><button class="button danger">Cancel the booking</button>
<a class="button" href="${own}">Keep it</a></div>
</form>
</div>`,
  });
}
