import { isGone } from '../../../features/bookings/index.ts';
import { changeUntilFacts, toldChanges } from '../../../wording/change-until.ts';
import { lengthText } from '../../../wording/lengths.ts';
import { priceText } from '../../../wording/money.ts';
import { holdersText, hostsOf, partyLines } from '../../../wording/names.ts';
import type { BookingView } from '../view-booking.ts';
import type { LabelledValue } from './parts.ts';

interface Words {
  readonly tone: 'good' | 'warn' | 'gone';
  readonly status: string;
  readonly heading: string;
  readonly text: string;
}

/** What the page says first: how the booking stands. */
export function wordsOf(view: BookingView): Words {
  const { booking, phase } = view;
  const meeting = `${booking.event_type.title} with ${hostsText(view)}`;
  switch (phase) {
    case 'cancelled':
      return {
        tone: 'gone',
        status: 'Cancelled',
        heading: 'The booking is cancelled',
        text: `${meeting} will not take place. The time was given back.`,
      };
    case 'lapsed':
      return {
        tone: 'gone',
        status: 'Not paid in time',
        heading: 'The booking has lapsed',
        text: `${meeting} was not paid in time, so it will not take place. The time was given back.`,
      };
    case 'unpaid':
      return {
        tone: 'warn',
        status: 'Waiting for payment',
        heading: 'Your time is held',
        text: `${meeting} is yours once it is paid. Until ${paidUntil(view)} nobody else can book the time.`,
      };
    case 'over':
      return {
        tone: 'gone',
        status: 'Over',
        heading: 'The meeting is over',
        text: `${meeting} has taken place at this time.`,
      };
    case 'running':
      return { tone: 'good', status: 'Now', heading: 'The meeting has begun', text: `${meeting} is on now.` };
    case 'ahead':
      return booking.status === 'rescheduled'
        ? {
            tone: 'good',
            status: 'Moved',
            heading: 'Your booking has a new time',
            text: `${meeting} is confirmed for the time below.`,
          }
        : {
            tone: 'good',
            status: 'Confirmed',
            heading: 'Your booking is confirmed',
            text: `${meeting} is booked.`,
          };
  }
}

/** Whom the meeting is with: its hosts by name, or the organization. */
export const hostsText = ({ booking, offer }: BookingView): string =>
  holdersText(hostsOf(booking)) || offer.organizationName;

function hostFact(view: BookingView): LabelledValue {
  const names = hostsOf(view.booking).map(({ name }) => name);
  if (names.length === 0) return { label: 'Host', value: hostsText(view) };
  return { label: names.length > 1 ? 'Hosts' : 'Host', value: names, areFaces: true };
}

function paidUntil({ booking, reader, now }: BookingView): string {
  const until = Date.parse(booking.payment?.expires_at ?? '');
  const day = reader.daysBetween(now, until) === 0 ? '' : `${reader.day(until)}, `;
  return `${day}${reader.time(until)}`;
}

/** When it is, in one line. */
export function whenText({ booking, reader }: Pick<BookingView, 'booking' | 'reader'>): string {
  const start = Date.parse(booking.start_time);
  return `${reader.day(start)}, ${reader.span(start, Date.parse(booking.end_time))}`;
}

/** All there is to know about the booking. */
export function factsOf(view: BookingView): LabelledValue[] {
  const { booking, reader, phase, lastChanges, token, now } = view;
  const { payment } = booking;
  const start = Date.parse(booking.start_time);
  return [
    { label: 'When', value: whenText(view), isGone: isGone(phase) },
    { label: 'Zone', value: reader.zoneName(Date.parse(booking.start_time)) },
    { label: 'Length', value: lengthText(booking.event_type.duration) },
    ...(booking.location === null ? [] : [{ label: 'Where', value: booking.location }]),
    ...(booking.meeting_url === null ? [] : [{ label: 'Join', value: booking.meeting_url }]),
    hostFact(view),
    { label: booking.attendees.length > 1 ? 'Attendees' : 'Invitee', value: partyLines(booking.attendees) },
    ...(token === null || isGone(phase)
      ? []
      : changeUntilFacts(toldChanges(lastChanges, { start, now }), reader)),
    ...(payment ? [{ label: 'Price', value: priceText(payment.amount, payment.currency) }] : []),
  ];
}
