import type { Offer, PublicHost } from '../../../features/event-types/index.ts';
import { priceText } from '../../../wording/money.ts';
import type { HostedOffer } from '../read-offer.ts';
import { choosable } from '../rules.ts';
import { lengthsText } from './offer-texts.ts';

const dayMs = 24 * 60 * 60 * 1000;
const shownDays = 7;

/** The text as Markdown shows it, in one line: nothing in it is a heading, a link or markup. */
const asMarkdownText = (text: string): string =>
  text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~&]/g, '\\$&');

interface Facts extends Pick<HostedOffer, 'offer' | 'hosts'> {
  /** The page for people. */
  readonly address: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * How to book an event type with two requests, for agents and for those who read no HTML. The organization's own words
 * are marked as such: they describe what can be booked and are no instructions.
 */
export const bookMarkdown = (publicUrl: string, { offer, hosts, address, now }: Facts): string =>
  [
    ...introduction({ offer, hosts, address }),
    'No key is needed for any of this.',
    ...askingForTimes(publicUrl, offer, now),
    ...booking(publicUrl, offer),
    ...(offer.hasWaitlist ? [waiting(publicUrl)] : []),
    `Everything else: ${publicUrl}/llms.txt and ${publicUrl}/v1/openapi.json\n`,
  ].join('\n\n');

function introduction({ offer, hosts, address }: Omit<Facts, 'now'>): string[] {
  const text = asMarkdownText;
  return [
    `# Book: ${text(offer.title)}`,
    `Offered by ${text(offer.organizationName)}. The page for people is ${address}`,
    ...(offer.isTest ? ['This is test mode: bookings are not real, and no mail is sent.'] : []),
    [...factsOf(offer), ...hostFacts(hosts)].map((fact) => `- ${fact}`).join('\n'),
    ...(offer.description === null
      ? []
      : ["In the organization's own words:", `> ${text(offer.description)}`]),
  ];
}

function factsOf(offer: Offer): string[] {
  const { durationOptions, durationMinutes, location, maxAttendees, priceAmount, priceCurrency } = offer;
  const choice = ` (send \`duration\` in minutes with both requests; ${durationMinutes} without)`;
  return [
    `Length: ${lengthsText(offer)}${durationOptions ? choice : ''}`,
    ...(location === null ? [] : [`Where: ${asMarkdownText(location)}`]),
    ...(maxAttendees > 1 ? [`People: up to ${maxAttendees} in a slot; each attendee takes one spot`] : []),
    ...(priceAmount === null
      ? []
      : [
          `Price: ${priceText(priceAmount, priceCurrency)}; the time is held for 30 minutes until it is paid`,
        ]),
    `Time zone of the host: ${offer.timezone}`,
  ];
}

/** Who holds the meeting, and whom one may ask for. */
function hostFacts(hosts: readonly PublicHost[]): string[] {
  const met = hosts.filter(({ isRequired }) => isRequired).map(({ name }) => asMarkdownText(name));
  const choice = choosable(hosts).map(({ memberId, name }) => `${asMarkdownText(name)} is \`${memberId}\``);
  return [
    ...(met.length > 0 ? [`With: ${met.join(', ')}`] : []),
    ...(choice.length > 0
      ? [`To ask for somebody, send \`host_id\` with both requests; anyone without: ${choice.join(', ')}`]
      : []),
  ];
}

function askingForTimes(publicUrl: string, { id, timezone }: Offer, now: number): string[] {
  const date = (instant: number) => new Date(instant).toISOString().slice(0, 10);
  const until = now + (shownDays - 1) * dayMs;
  const query = `event_type_id=${id}&start=${date(now)}&end=${date(until)}&timezone=${timezone}`;
  return [
    '## 1. Ask for times',
    `\`\`\`sh\ncurl "${publicUrl}/v1/availability?${query}"\n\`\`\``,
    `\`slots\` lists what can be booked right now, each with \`start_time\` and \`end_time\` in UTC. \`start\` and \`end\` are
dates in \`timezone\`, at most 92 days.`,
  ];
}

function booking(publicUrl: string, { id, maxAttendees }: Offer): string[] {
  const body = { event_type_id: id, start_time: '<start_time of a slot>', ...people(maxAttendees > 1) };
  return [
    '## 2. Book one',
    `\`\`\`sh
curl -X POST "${publicUrl}/v1/bookings" \\
  -H "Content-Type: application/json" \\
  -H "Idempotency-Key: <a new random text; the same when you repeat the request>" \\
  -d '${JSON.stringify(body)}'
\`\`\``,
    `The answer is \`201\` with the booking. Keep \`id\` and \`cancel_token\`: with them a person sees, moves or cancels it at
\`${publicUrl}/bookings/{id}?token={cancel_token}\`, and an agent by
\`POST ${publicUrl}/v1/bookings/{id}/reschedule?token=…\` \`{"new_start_time": "…"}\` or
\`POST ${publicUrl}/v1/bookings/{id}/cancel?token=…\`.`,
    'If somebody was faster the answer is `409 slot_unavailable`: `error.details.alternatives` has up to three times nearby.',
  ];
}

const waiting = (publicUrl: string): string =>
  `Nothing fits? \`POST ${publicUrl}/v1/waitlist\` with \`event_type_id\`, \`invitee_name\`, \`invitee_email\`,
\`invitee_timezone\` and, for one time only, \`start_time\`: the first spot that opens is booked.`;

const people = (isGroup: boolean) =>
  isGroup
    ? { attendees: [{ name: 'Alex Johnson', email: 'alex@example.com', timezone: 'America/New_York' }] }
    : {
        invitee_name: 'Alex Johnson',
        invitee_email: 'alex@example.com',
        invitee_timezone: 'America/New_York',
      };
