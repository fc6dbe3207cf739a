import type { BookingView } from '../view-booking.ts';

/** `20260615T140000Z` */
const compact = (time: string) => time.replace(/[-:]/g, '');

/** Opens the booking in Google Calendar, to be saved there. The token is not in it: it is nobody else's business. */
export function googleCalendarLink({
  booking,
  host,
  organizationName,
}: {
  readonly booking: BookingView['booking'];
  readonly host: string;
  readonly organizationName: string;
}): string {
  const query = new URLSearchParams({
    action: 'TEMPLATE',
    text: `${booking.event_type.title}: ${host} and ${booking.invitee_name}`,
    dates: `${compact(booking.start_time)}/${compact(booking.end_time)}`,
    details: `Booked with ${organizationName}.`,
    ...(booking.location !== null && { location: booking.location }),
  });
  return `https://calendar.google.com/calendar/render?${query}`;
}
