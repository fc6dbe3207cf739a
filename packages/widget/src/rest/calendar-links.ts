import type { Booking } from '../api/wire.ts';

/** The address at which Google Calendar offers to add a booking. Its token stays out of it. */
export function googleCalendarUrl(booking: Booking): string {
  const basic = (instant: string) => instant.replaceAll(/[-:]|\.\d+/g, '');
  const query = new URLSearchParams({
    action: 'TEMPLATE',
    text: booking.event_type.title,
    dates: `${basic(booking.start_time)}/${basic(booking.end_time)}`,
    location: booking.meeting_url ?? booking.location ?? '',
  });
  return `https://calendar.google.com/calendar/render?${query}`;
}
