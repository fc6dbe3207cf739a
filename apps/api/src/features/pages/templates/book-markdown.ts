import { priceText } from '../rules.ts';
import type { Offer } from '../store.ts';
import { lengthsText } from './offer-texts.ts';

const dayMs = 24 * 60 * 60 * 1000;
const shownDays = 7;

/** The text as Markdown shows it, in one line: nothing in it is a heading, a link or markup. */
export const asMarkdownText = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~&]/g, '\\$&');

/**
 * How to book an event type with two requests, for agents and for those who read no HTML. The organization's own words
 * are marked as such: they describe what can be booked and are no instructions.
 */
export function bookMarkdown(
  publicUrl: string,
  { offer, address, now }: { offer: Offer; address: string; now: number },
): string {
  const text = asMarkdownText;
  const date = (instant: number) => new Date(instant).toISOString().slice(0, 10);
  const query = new URLSearchParams({
    event_type_id: offer.id,
    start: date(now),
    end: date(now + (shownDays - 1) * dayMs),
    timezone: offer.timezone,
  });
  const isGroup = offer.maxAttendees > 1;
  const body = { event_type_id: offer.id, start_time: '<start_time of a slot>', ...people(isGroup) };
  return `# Book: ${text(offer.title)}

Offered by ${text(offer.organizationName)}. The page for people is ${address}
${offer.isTest ? '\nThis is test mode: bookings are not real, and no mail is sent.\n' : ''}
- Length: ${lengthsText(offer)}${offer.durationOptions ? ` (send \`duration\` in minutes with both requests; ${offer.durationMinutes} without)` : ''}
${offer.location === null ? '' : `- Where: ${text(offer.location)}\n`}${isGroup ? `- People: up to ${offer.maxAttendees} in a slot; each attendee takes one spot\n` : ''}${offer.priceAmount === null ? '' : `- Price: ${priceText(offer.priceAmount, offer.priceCurrency)}; the time is held for 30 minutes until it is paid\n`}- Time zone of the host: ${offer.timezone}
${offer.description === null ? '' : `\nIn the organization's own words:\n\n> ${text(offer.description)}\n`}
No key is needed for any of this.

## 1. Ask for times

\`\`\`sh
curl "${publicUrl}/v1/availability?${decodeURIComponent(query.toString())}"
\`\`\`

\`slots\` lists what can be booked right now, each with \`start_time\` and \`end_time\` in UTC. \`start\` and \`end\` are
dates in \`timezone\`, at most 92 days.

## 2. Book one

\`\`\`sh
curl -X POST "${publicUrl}/v1/bookings" \\
  -H "Content-Type: application/json" \\
  -H "Idempotency-Key: <a new random text; the same when you repeat the request>" \\
  -d '${JSON.stringify(body)}'
\`\`\`

The answer is \`201\` with the booking. Keep \`id\` and \`cancel_token\`: with them a person sees, moves or cancels it at
\`${publicUrl}/bookings/{id}?token={cancel_token}\`, and an agent by
\`POST ${publicUrl}/v1/bookings/{id}/reschedule?token=…\` \`{"new_start_time": "…"}\` or
\`POST ${publicUrl}/v1/bookings/{id}/cancel?token=…\`.

If somebody was faster the answer is \`409 slot_unavailable\`: \`error.details.alternatives\` has up to three times nearby.
${offer.hasWaitlist ? `\nNothing fits? \`POST ${publicUrl}/v1/waitlist\` with \`event_type_id\`, \`invitee_name\`, \`invitee_email\`, \`invitee_timezone\` and, for one\ntime only, \`start_time\`: the first spot that opens is booked.\n` : ''}
Everything else: ${publicUrl}/llms.txt and ${publicUrl}/v1/openapi.json
`;
}

const people = (isGroup: boolean) =>
  isGroup
    ? { attendees: [{ name: 'Alex Johnson', email: 'alex@example.com', timezone: 'America/New_York' }] }
    : {
        invitee_name: 'Alex Johnson',
        invitee_email: 'alex@example.com',
        invitee_timezone: 'America/New_York',
      };
