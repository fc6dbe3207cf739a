import { BookingMessage } from '@astrocal/contract';
import { publicFact } from '../../events/declare-fact.ts';

export const bookingCreated = publicFact('booking.created', BookingMessage);
export const bookingConfirmed = publicFact('booking.confirmed', BookingMessage);
export const bookingRescheduled = publicFact('booking.rescheduled', BookingMessage);
export const bookingReassigned = publicFact('booking.reassigned', BookingMessage);
export const bookingNoShow = publicFact('booking.no_show', BookingMessage);
export const bookingCancelled = publicFact('booking.cancelled', BookingMessage);
