import { html } from '../../../lib/html.ts';
import { bookPath, entryPath, logoPath } from '../../../wording/addresses.ts';
import { lengthText } from '../../../wording/lengths.ts';
import { isOffered } from '../rules.ts';
import type { EntryView } from '../view-entry.ts';
import { layout, type Site } from './layout.ts';
import { facts, type LabelledValue, leaf, words } from './parts.ts';

/** The page of a waitlist entry: how it stands. */
export function entryPage(site: Site, root: string, view: EntryView): string {
  const { entry, offer, reader, token } = view;
  const { tone, status, heading, text } = wordsOf(view);
  const own = `${root}${entryPath({ id: entry.id, token })}`;
  return layout(site, {
    root,
    title: `${heading} · ${offer.title}`,
    organizationName: offer.organizationName,
    logoPath: logoPath(offer),
    isTest: entry.is_test,
    main: html`<div class="card">
<div class="lead">${entry.start_time !== null && leaf(reader.leaf(Date.parse(entry.start_time)))}<div><span class="status ${tone}">${status}</span>
<h1>${heading}</h1></div></div>
<p><bdi>${text}</bdi></p>
${facts(factsOf(view))}
${words('Notes', entry.notes)}<div class="actions">
${entry.status === 'waiting' && html`<a class="button" href="${own}&amp;action=cancel">Leave the waitlist</a>\n`}${entry.status !== 'waiting' && isOffered(offer) && html`<a class="button main" href="${root}${bookPath(offer)}">Look for another time</a>\n`}</div>
</div>`,
  });
}

/** The page that asks before somebody leaves the line. */
export function leavePage(site: Site, root: string, view: EntryView): string {
  const { entry, offer, token } = view;
  const own = `${root}${entryPath({ id: entry.id, token })}`;
  return layout(site, {
    root,
    title: `Leave the waitlist · ${offer.title}`,
    organizationName: offer.organizationName,
    logoPath: logoPath(offer),
    isTest: entry.is_test,
    scripts: ['booking-page.js'],
    main: html`<div class="card">
<h1>Leave the waitlist?</h1>
<p><bdi>${offer.title}</bdi><br>${whenAndWhere(view)}</p>
<p class="soft">Your place in the line goes to whoever comes next.</p>
<form method="post" action="${own}&amp;action=cancel">
<div class="actions"><button class="button danger">Leave the waitlist</button>
<a class="button" href="${own}">Stay</a></div>
</form>
</div>`,
  });
}

interface Words {
  readonly tone: 'good' | 'warn' | 'gone';
  readonly status: string;
  readonly heading: string;
  readonly text: string;
}

function wordsOf({ entry, offer: { title } }: EntryView): Words {
  switch (entry.status) {
    case 'waiting':
      return {
        tone: 'warn',
        status: 'Waiting',
        heading: 'You are on the waitlist',
        text: `When a spot for ${title} opens it is booked for the first in line, and you get a mail at once.`,
      };
    case 'promoted':
      return {
        tone: 'good',
        status: 'Booked',
        heading: 'A spot opened, and it is yours',
        text: `${title} was booked for you. The mail about it has the links to see, move or cancel the booking.`,
      };
    case 'expired':
      return {
        tone: 'gone',
        status: 'Ended',
        heading: 'No spot opened in time',
        text: `Your place on the waitlist of ${title} has ended. You were not booked.`,
      };
    case 'cancelled':
      return {
        tone: 'gone',
        status: 'Left',
        heading: 'You have left the waitlist',
        text: `You no longer wait for ${title}, and will not be booked.`,
      };
  }
}

function whenText({ entry, reader }: EntryView): string {
  if (entry.start_time === null) return 'Any time';
  const start = Date.parse(entry.start_time);
  return `${reader.day(start)}, ${reader.time(start)}`;
}

/** A time that stands alone names its zone. */
function whenAndWhere(view: EntryView): string {
  const { start_time } = view.entry;
  return start_time === null
    ? whenText(view)
    : `${whenText(view)} (${view.reader.zoneName(Date.parse(start_time))})`;
}

function factsOf(view: EntryView): LabelledValue[] {
  const { entry, reader } = view;
  const expiresAt = Date.parse(entry.expires_at);
  return [
    {
      label: 'When',
      value: whenText(view),
      isGone: entry.status === 'cancelled' || entry.status === 'expired',
    },
    { label: 'Zone', value: reader.zoneName(Date.parse(entry.start_time ?? entry.expires_at)) },
    ...(entry.duration_minutes === null
      ? []
      : [{ label: 'Length', value: lengthText(entry.duration_minutes) }]),
    { label: 'For', value: `${entry.invitee_name} <${entry.invitee_email}>` },
    ...(entry.status === 'waiting'
      ? [{ label: 'Until', value: `${reader.day(expiresAt)}, ${reader.time(expiresAt)}` }]
      : []),
  ];
}
