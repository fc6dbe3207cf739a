import type { Booking, WaitlistEntry } from './api/wire.ts';
import type { Step } from './flow/state.ts';

/** Colours (any CSS colour), a length for the corners, and a font. What is not valid CSS of its kind is ignored. */
export interface WidgetTheme {
  /** Buttons and the chosen day. Text on it is made dark or light, whichever can be read. */
  readonly primaryColor?: string | undefined;
  /** The same under the pointer; otherwise a shade of `primaryColor`. */
  readonly primaryHoverColor?: string | undefined;
  readonly headingColor?: string | undefined;
  readonly backgroundColor?: string | undefined;
  readonly textColor?: string | undefined;
  readonly borderColor?: string | undefined;
  /** The ring around what has the focus; otherwise `primaryColor`. */
  readonly borderFocusColor?: string | undefined;
  /** The corners of the card, such as `12px`; smaller parts follow it. */
  readonly borderRadius?: string | undefined;
  /** A CSS list of fonts; `inherit` takes the page's. */
  readonly fontFamily?: string | undefined;
}

/** A booking that is to be moved to another time. */
export interface RescheduleTarget {
  readonly bookingId: string;
  /** The booking's own token, from its mail or from the answer that created it. */
  readonly token: string;
  /** ISO 8601; shown until the booking has been read. */
  readonly currentStartTime?: string | undefined;
}

/** What went wrong, as `onError` is told. */
export interface WidgetError {
  /** A code of the API, or `offline`, `network`, `timeout`, `unexpected_answer`, `unexpected`. */
  readonly code: string;
  /** In English, for a log. */
  readonly message: string;
  /** The HTTP status, where there was an answer. */
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly details?: unknown | undefined;
}

/** The settings of one widget. */
export interface WidgetConfig {
  /** What is booked. Not needed with `reschedule` or `demo`. */
  readonly eventTypeId?: string | undefined;
  /** A member who shall hold the meeting. Without it the visitor chooses, where the event type lets them. */
  readonly hostId?: string | undefined;
  /** What whoever holds the meeting shall have, such as `{ language: 'es' }`. */
  readonly hostAttributes?: Readonly<Record<string, string>> | undefined;
  /** The address of the API. By default that of the script tag, or of the page. */
  readonly apiUrl?: string | undefined;
  /** In the page, or in a dialog over it. By default `inline` when there is a `target`. */
  readonly mode?: 'inline' | 'popup' | undefined;
  /** The element, or a selector of it, that an inline widget is put into. */
  readonly target?: Element | string | undefined;
  /** An IANA zone in place of the visitor's own. */
  readonly timezone?: string | undefined;
  readonly theme?: WidgetTheme | undefined;
  /** `light` by default; `auto` follows the visitor's system. */
  readonly colorScheme?: 'light' | 'dark' | 'auto' | undefined;
  /** Leaves out the line with our name. */
  readonly hideBranding?: boolean | undefined;
  /** Leaves out the logo of the organization, where the page shows it already. */
  readonly hideLogo?: boolean | undefined;
  /** Shows made-up times, asks no server, books nothing. */
  readonly demo?: boolean | undefined;
  /** Moves a booking instead of making one. */
  readonly reschedule?: RescheduleTarget | undefined;
  /** A booking was made, also one that is still to be paid. */
  readonly onBookingCreated?: ((booking: Booking) => void) | undefined;
  readonly onBookingRescheduled?: ((booking: Booking) => void) | undefined;
  /** A booking was made and waits for its payment; comes after `onBookingCreated`. */
  readonly onPaymentRequired?: ((booking: Booking) => void) | undefined;
  /** Somebody joined the waitlist. */
  readonly onWaitlistJoined?: ((entry: WaitlistEntry) => void) | undefined;
  readonly onStepChange?: ((step: Step) => void) | undefined;
  readonly onError?: ((error: WidgetError) => void) | undefined;
  /** The dialog was closed, or the widget taken out of the page. */
  readonly onClose?: (() => void) | undefined;
}
