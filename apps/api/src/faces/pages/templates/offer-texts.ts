import type { Offer } from '../../../features/event-types/index.ts';
import { lengthText } from '../../../wording/lengths.ts';
import { priceText } from '../../../wording/money.ts';

const list = new Intl.ListFormat('en', { type: 'disjunction' });

/** `30 minutes`, `30 minutes or 1 hour` */
export const lengthsText = ({ durationMinutes, durationOptions }: Offer): string =>
  list.format((durationOptions ?? [durationMinutes]).map(lengthText));

/** What there is to know before booking, one short text each. */
export const offerTexts = (offer: Offer): string[] => [
  lengthsText(offer),
  ...(offer.location === null ? [] : [offer.location]),
  ...(offer.maxAttendees > 1 ? [`Up to ${offer.maxAttendees} people`] : []),
  ...(offer.priceAmount === null ? [] : [priceText(offer.priceAmount, offer.priceCurrency)]),
];

const shownLength = 200;

/** What a search engine or a chat shows of the page. */
export function summaryText(offer: Offer): string {
  const { description, title, organizationName } = offer;
  const text = description ?? `Book ${title} with ${organizationName}: ${lengthsText(offer)}.`;
  const line = text.replace(/\s+/g, ' ');
  return line.length <= shownLength ? line : `${line.slice(0, shownLength - 1).toWellFormed()}…`;
}
