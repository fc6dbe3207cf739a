export {
  ApiError,
  Astrocal,
  type Availability,
  type Booking,
  type BookingCreate,
  ConnectionError,
  isApiError,
  type PublicEventType,
  type Slot,
  TimeoutError,
  type WaitlistEntry,
  type WaitlistJoin,
} from '@astrocal/sdk';
export type { BookingFlow, BookingFlowOptions } from './flow/booking-flow.ts';
export { type CalendarDay, calendarOf } from './flow/calendar.ts';
export type { ChoosableSlot, FlowStep } from './flow/flow-state.ts';
export type { BookingDetails } from './flow/submission.ts';
export { useBookingFlow } from './flow/use-booking-flow.ts';
export { type Calendar, type CalendarOptions, useCalendar } from './flow/use-calendar.ts';
export {
  addDays,
  addMonths,
  datesOf,
  dayOfWeek,
  type LocalDate,
  type Month,
  monthOf,
  weeksOf,
} from './headless/dates.ts';
export { firstDayOfWeek } from './headless/first-day.ts';
export {
  formatDate,
  formatMonth,
  formatStart,
  formatTime,
  type Start,
  weekdayNames,
} from './headless/format.ts';
export { dateIn } from './headless/local-date.ts';
export { groupSlotsByDate, type Starting } from './headless/slots.ts';
export {
  type AvailabilityQuestion,
  type AvailabilityResult,
  useAvailability,
} from './hooks/use-availability.ts';
export { type BookingRights, useBooking } from './hooks/use-booking.ts';
export { type Cancel, useCancel } from './hooks/use-cancel.ts';
export { type CreateBooking, useCreateBooking } from './hooks/use-create-booking.ts';
export { useEventType } from './hooks/use-event-type.ts';
export { type JoinWaitlist, useJoinWaitlist } from './hooks/use-join-waitlist.ts';
export { type LeaveWaitlist, useLeaveWaitlist } from './hooks/use-leave-waitlist.ts';
export type { MutationState } from './hooks/use-mutation.ts';
export type { QueryResult } from './hooks/use-query.ts';
export { type Reschedule, useReschedule } from './hooks/use-reschedule.ts';
export { useToday, useVisitorTimezone, visitorTimezone } from './hooks/use-visitor.ts';
export { AstrocalProvider, type AstrocalProviderProps, useAstrocal } from './provider.tsx';
export type { RescheduleTarget, WantedHost } from './queries.ts';
export {
  AstrocalHostPortal,
  AstrocalSession,
  type AstrocalSessionProps,
} from './widget/astrocal-host-portal.tsx';
export { AstrocalWidget, type AstrocalWidgetProps } from './widget/astrocal-widget.tsx';
