/** The events that exist (docs/webhooks.md), each with what it means. */
export const eventCatalogue = {
  'booking.created': 'A booking was made. A priced one still waits for its payment.',
  'booking.confirmed': 'A booking is certain: at once when it is free, once paid when it has a price.',
  'booking.rescheduled': 'A booking moved. `previous_start_time` tells from where.',
  'booking.reassigned': 'Another host holds a booking. `previous_host` tells who did.',
  'booking.cancelled': 'A booking was cancelled, by a person or because it stayed unpaid.',
  'booking.no_show':
    'It was said of a booking that the invitee did not come, or taken back: then `no_show_at` is null.',
  'waitlist.promoted': 'A spot opened and was booked for the first in line: `booking_id` names the booking.',
  'waitlist.expired': 'Someone waited until the end, and no spot opened.',
  'member.joined': 'Somebody became a member of the organization.',
  'member.removed': 'Somebody is no member any more. What was booked with them is told by itself.',
} as const;

export type MessageEvent = keyof typeof eventCatalogue;
export const messageEvents = Object.keys(eventCatalogue) as MessageEvent[];
