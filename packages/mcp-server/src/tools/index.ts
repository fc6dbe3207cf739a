import type { Tool } from '../tool.ts';
import { cancelBooking } from './cancel-booking.ts';
import { checkAvailability } from './check-availability.ts';
import { checkWaitlist } from './check-waitlist.ts';
import { createBooking } from './create-booking.ts';
import { findAndBook } from './find-and-book.ts';
import { joinWaitlist } from './join-waitlist.ts';
import { listBookings } from './list-bookings.ts';
import { listEventTypes } from './list-event-types.ts';
import { listMembers } from './list-members.ts';
import { rescheduleBooking } from './reschedule-booking.ts';

/** Every tool, in the order in which an agent comes to need them. */
export const tools: readonly Tool[] = [
  listEventTypes,
  checkAvailability,
  findAndBook,
  createBooking,
  rescheduleBooking,
  cancelBooking,
  listBookings,
  joinWaitlist,
  checkWaitlist,
  listMembers,
];
