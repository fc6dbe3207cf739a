import { Type } from 'typebox';
import { metadataSize } from '../bounds.ts';
import { Email, ExternalId, exampleId, Id, Instant, oneOf } from '../fields.ts';
import { operation } from '../operation.ts';
import { Booking, BookingList, bookingExample, bookingStatuses } from '../resources/booking.ts';
import {
  BookingCancel,
  BookingCreate,
  BookingNoShow,
  BookingReassign,
  BookingReschedule,
} from '../resources/booking-requests.ts';
import { pageQuery } from '../resources/list.ts';

const params = Type.Object({ id: Id('booking') });
const query = Type.Object({
  token: Type.Optional(
    Type.String({ description: 'The `cancel_token` of the booking, in place of an API key.' }),
  ),
});

export const createBooking = operation({
  method: 'POST',
  path: '/v1/bookings',
  operationId: 'createBooking',
  sdk: 'bookings.create',
  tag: 'Bookings',
  summary: 'Book a slot',
  description:
    'Works with a key and, from browsers, without one. A priced event type answers `pending_payment`.',
  access: 'public',
  permission: 'bookings.create',
  embed: ['booker'],
  publicLimit: 'creates',
  body: BookingCreate,
  requestExample: {
    event_type_id: exampleId('event_type'),
    start_time: '2026-06-15T14:00:00Z',
    invitee_name: 'Alex Johnson',
    invitee_email: 'alex@example.com',
    invitee_timezone: 'America/New_York',
  },
  answers: { 201: { description: 'The new booking.', body: Booking, example: bookingExample } },
  errors: ['not_found', 'conflict', 'slot_unavailable', 'booking_cap_reached', 'host_unavailable'],
});

export const listBookings = operation({
  method: 'GET',
  path: '/v1/bookings',
  operationId: 'listBookings',
  sdk: 'bookings.list',
  tag: 'Bookings',
  summary: 'List bookings',
  access: 'key',
  permission: 'bookings.read',
  embed: ['host'],
  query: Type.Object({
    ...pageQuery('booking'),
    status: Type.Optional(oneOf(bookingStatuses, { description: '`confirmed` includes `rescheduled`.' })),
    event_type_id: Type.Optional(Id('event_type')),
    assigned_host_id: Type.Optional(
      Id('member', 'A member who holds the meeting, whether alone or with others.'),
    ),
    external_id: Type.Optional({ ...ExternalId, description: 'Only the one with this id of yours.' }),
    invitee_email: Type.Optional(Email('The address of the invitee, whatever its case.')),
    start_after: Type.Optional(Instant('Only bookings that start at or after this instant.')),
    start_before: Type.Optional(Instant('Only bookings that start before this instant.')),
    metadata: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        maxProperties: metadataSize.pairs,
        description: `\`metadata[key]=value\`: only bookings whose metadata holds that pair. Up to ${metadataSize.pairs} of them.`,
      }),
    ),
  }),
  answers: {
    200: {
      description: 'One page, newest first.',
      body: BookingList,
      example: { data: [bookingExample], has_more: false },
    },
  },
});

export const getBooking = operation({
  method: 'GET',
  path: '/v1/bookings/{id}',
  operationId: 'getBooking',
  sdk: 'bookings.get',
  tag: 'Bookings',
  summary: 'Read a booking',
  access: 'token',
  permission: 'bookings.read',
  embed: ['booking', 'host'],
  uncounted: true,
  params,
  query,
  answers: { 200: { description: 'The booking.', body: Booking, example: bookingExample } },
});

export const rescheduleBooking = operation({
  method: 'POST',
  path: '/v1/bookings/{id}/reschedule',
  operationId: 'rescheduleBooking',
  sdk: 'bookings.reschedule',
  tag: 'Bookings',
  summary: 'Move a booking to another time',
  description:
    'The booking keeps its id, length and metadata. Moving it to its own time changes nothing. By token at most 10 times an hour (`rate_limit_exceeded`), 30 times in all, and until the `reschedule_cutoff_minutes` of the event type (`conflict`).',
  access: 'token',
  permission: 'bookings.change',
  embed: ['booking', 'host'],
  uncounted: true,
  publicLimit: 'changes',
  params,
  query,
  body: BookingReschedule,
  requestExample: { new_start_time: '2026-06-16T10:00:00Z', reason: 'Travelling that day' },
  answers: {
    200: {
      description: 'The moved booking.',
      body: Booking,
      example: {
        ...bookingExample,
        status: 'rescheduled',
        start_time: '2026-06-16T10:00:00Z',
        end_time: '2026-06-16T10:30:00Z',
        rescheduled_at: '2026-06-04T11:00:00Z',
        reschedule_reason: 'Travelling that day',
        revision: 1,
      },
    },
  },
  errors: ['conflict', 'slot_unavailable', 'booking_cancelled', 'host_unavailable'],
});

export const reassignBooking = operation({
  method: 'POST',
  path: '/v1/bookings/{id}/reassign',
  operationId: 'reassignBooking',
  sdk: 'bookings.reassign',
  tag: 'Bookings',
  summary: 'Give a booking to another host',
  description:
    'The booking keeps its id and its time, however soon it is. With whoever holds it already nothing changes. The host who held it, the one who holds it and the invitee each hear of it once.',
  access: 'key',
  permission: 'bookings.change',
  params,
  body: BookingReassign,
  bodyOptional: true,
  requestExample: { member_id: exampleId('member'), reason: 'Sam is travelling' },
  answers: {
    200: {
      description: 'The booking with its hosts.',
      body: Booking,
      example: { ...bookingExample, revision: 1 },
    },
  },
  errors: ['conflict', 'slot_unavailable', 'booking_cancelled', 'host_unavailable'],
});

export const cancelBooking = operation({
  method: 'POST',
  path: '/v1/bookings/{id}/cancel',
  operationId: 'cancelBooking',
  sdk: 'bookings.cancel',
  tag: 'Bookings',
  summary: 'Cancel a booking',
  description:
    'Safe to retry: cancelling again answers the same, with the first `cancelled_at`. By token not once the meeting has begun, nor after the `cancel_cutoff_minutes` of the event type: `conflict`.',
  access: 'token',
  permission: 'bookings.change',
  embed: ['booking', 'host'],
  uncounted: true,
  publicLimit: 'changes',
  params,
  query,
  body: BookingCancel,
  bodyOptional: true,
  requestExample: { reason: 'Customer requested cancellation' },
  answers: {
    200: {
      description: 'The cancelled booking.',
      body: Booking,
      example: {
        ...bookingExample,
        status: 'cancelled',
        cancelled_at: '2026-06-04T11:30:00Z',
        cancel_reason: 'Customer requested cancellation',
        revision: 1,
      },
    },
  },
  errors: ['conflict'],
});

export const markNoShow = operation({
  method: 'POST',
  path: '/v1/bookings/{id}/no-show',
  operationId: 'markNoShow',
  sdk: 'bookings.markNoShow',
  tag: 'Bookings',
  summary: 'Say whether the invitee came',
  description:
    'From the start of the meeting on. What is so already changes nothing and is answered the same, with the first `no_show_at`.',
  access: 'key',
  permission: 'bookings.change',
  params,
  body: BookingNoShow,
  requestExample: { no_show: false },
  answers: { 200: { description: 'The booking.', body: Booking, example: bookingExample } },
  errors: ['conflict', 'booking_cancelled'],
});
