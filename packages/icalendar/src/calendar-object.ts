import ICAL from 'ical.js';
import { cleanText, mailto } from './text.ts';
import { isRepeated, localTime, timeZoneText, utcTime, type ZoneRules } from './time-zone.ts';

/** What the message asks of its reader's calendar (RFC 5546): add or update, remove, or just show. */
export type CalendarObjectMethod = 'REQUEST' | 'CANCEL' | 'PUBLISH';

export interface CalendarPerson {
  readonly name: string;
  readonly email: string;
}

/** A meeting as one VEVENT. Instants are epoch milliseconds. */
export interface CalendarObject {
  readonly method: CalendarObjectMethod;
  /** The same for the whole life of the meeting. */
  readonly uid: string;
  /** The revision: a calendar ignores what is older than what it has. */
  readonly sequence: number;
  /** Null: none, where a cancellation is for the attendees that it names and the meeting takes place (RFC 5546 section 3.2.5). */
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED' | null;
  /** When this message was made. */
  readonly stampedAt: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly start: number;
  readonly end: number;
  /** The zone whose wall clock the times are written in, so that a person who moves it later stays in that zone. */
  readonly zone: ZoneRules;
  readonly summary: string;
  readonly description?: string;
  readonly location?: string;
  readonly url?: string;
  readonly organizer: CalendarPerson;
  readonly attendees: readonly CalendarPerson[];
}

const productId = '-//Astrocal//Astrocal//EN';

// The library does not count the blank that begins a continued line: its 75 octets become 76.
ICAL.foldLength = 74;

/**
 * The object as the text of a `text/calendar` part (RFC 5545): CRLF line ends, lines of at most 75 octets, one
 * VTIMEZONE made of the zone's own rules and one VEVENT. Times that a clock change repeats are written in UTC: their
 * wall clock means the first of two instants (section 3.3.5). Control characters are left out of texts.
 * Throws RangeError for an address that cannot stand in a `mailto:` and for an end that is not after the start.
 */
export function writeCalendarObject(object: CalendarObject): string {
  if (!(object.end > object.start)) throw new RangeError('The end of a meeting is after its start.');
  const inUtc = isRepeated(object.zone, object.start) || isRepeated(object.zone, object.end);
  const lines = [
    'BEGIN:VCALENDAR',
    `PRODID:${productId}`,
    'VERSION:2.0',
    'CALSCALE:GREGORIAN',
    `METHOD:${object.method}`,
    ...(inUtc ? [] : [timeZoneText(object.zone, object)]),
    eventComponent(object, inUtc ? null : object.zone).toString(),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

/** A zone of null means UTC. */
function eventComponent(object: CalendarObject, zone: ZoneRules | null): ICAL.Component {
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', cleanText(object.uid));
  event.addPropertyWithValue('dtstamp', utcTime(object.stampedAt));
  event.addPropertyWithValue('created', utcTime(object.createdAt));
  event.addPropertyWithValue('last-modified', utcTime(object.updatedAt));
  event.addPropertyWithValue('sequence', object.sequence);
  if (object.status !== null) event.addPropertyWithValue('status', object.status);
  event.addProperty(timeProperty('dtstart', object.start, zone));
  event.addProperty(timeProperty('dtend', object.end, zone));
  for (const name of ['summary', 'description', 'location'] as const) {
    const text = object[name];
    if (text !== undefined) event.addPropertyWithValue(name, cleanText(text));
  }
  if (object.url !== undefined) event.addPropertyWithValue('url', new URL(object.url).href);
  event.addPropertyWithValue('transp', object.method === 'CANCEL' ? 'TRANSPARENT' : 'OPAQUE');
  event.addProperty(personProperty('organizer', object.organizer));
  for (const person of object.attendees) event.addProperty(attendeeProperty(person));
  return event;
}

function timeProperty(name: string, instant: number, zone: ZoneRules | null): ICAL.Property {
  const property = new ICAL.Property(name);
  property.setValue(zone ? localTime(zone, instant) : utcTime(instant));
  if (zone) property.setParameter('tzid', zone.name);
  return property;
}

function personProperty(name: string, { name: commonName, email }: CalendarPerson): ICAL.Property {
  const property = new ICAL.Property(name);
  property.setParameter('cn', cleanText(commonName).replaceAll('\n', ' '));
  property.setValue(mailto(email));
  return property;
}

/** Whoever books has accepted already: nobody is asked to answer. */
function attendeeProperty(person: CalendarPerson): ICAL.Property {
  const property = personProperty('attendee', person);
  property.setParameter('cutype', 'INDIVIDUAL');
  property.setParameter('role', 'REQ-PARTICIPANT');
  property.setParameter('partstat', 'ACCEPTED');
  property.setParameter('rsvp', 'FALSE');
  return property;
}
