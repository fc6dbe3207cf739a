/** What the page of an embedded session reads of the API's answers, beside what the widget reads. */

export interface Session {
  readonly id: string;
  readonly kind: 'booker' | 'booking' | 'host';
  readonly event_type_id: string | null;
  readonly host_id: string | null;
  readonly attendee: {
    readonly name: string;
    readonly email: string;
    readonly timezone: string | null;
  } | null;
  readonly booking_id: string | null;
  readonly member_id: string | null;
  readonly read_only: boolean;
  readonly expires_at: string;
}

export interface HoursWindow {
  readonly start_time: string;
  readonly end_time: string;
}

export interface WeeklyWindow extends HoursWindow {
  /** 0 is Sunday. */
  readonly day_of_week: number;
}

export interface DatedHours {
  readonly date: string;
  readonly windows: readonly HoursWindow[];
}

/** The schedule of a member; `rules` are null where it has none of its own. */
export interface HostSchedule {
  readonly timezone: string;
  readonly rules: readonly WeeklyWindow[] | null;
  readonly overrides: readonly DatedHours[] | null;
}

export interface Absence {
  readonly id: string;
  readonly start_date: string;
  readonly end_date: string;
  readonly note: string | null;
  readonly conflicting_bookings: number;
}
