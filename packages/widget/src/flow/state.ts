import type { Booking, EventType, WaitlistEntry, WireHost } from '../api/wire.ts';
import type { Days, TimeOffer } from '../time/days.ts';
import type { MonthKey } from '../time/month.ts';
import { type Draft, emptyDraft, type FieldProblems } from './draft.ts';
import type { Problem } from './problem.ts';

/** Where the visitor is. `waitlist` is the form for a full time, `waitlisted` its end. */
export type Step = 'duration' | 'calendar' | 'times' | 'form' | 'waitlist' | 'confirmed' | 'waitlisted';

/** What was picked: a free time, a full one to wait for, or any time that opens. */
export type Choice =
  | (TimeOffer & { readonly kind: 'free' | 'full' })
  | { readonly kind: 'any'; readonly startTime?: undefined; readonly endTime?: undefined };

/** The times of one month as far as they are known. */
export interface MonthTimes {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly days: Days;
}

/** Who shall hold the meeting. */
export interface AskedHost {
  /** A member; without one anyone. */
  readonly id?: string | undefined;
  /** What whoever holds it shall have. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

export interface FlowState {
  readonly step: Step;
  /** Null until it has been read. */
  readonly eventType: EventType | null;
  /** The booking that is moved. */
  readonly moving: Booking | null;
  readonly host: AskedHost;
  /** The hosts of whom the visitor may choose one. */
  readonly hostChoice: readonly WireHost[];
  /** Minutes; null where there is nothing to choose. */
  readonly duration: number | null;
  readonly timezone: string;
  /** The visitor's date. */
  readonly today: string;
  readonly month: MonthKey;
  readonly months: Readonly<Record<MonthKey, MonthTimes>>;
  /** Whether months ahead are being asked for the first free day. */
  readonly searching: boolean;
  readonly capped: boolean;
  readonly waitlistAvailable: boolean;
  readonly date: string | null;
  readonly choice: Choice | null;
  readonly draft: Draft;
  readonly fieldProblems: FieldProblems;
  readonly sending: boolean;
  /** Times offered in place of one that has just gone. */
  readonly alternatives: readonly Pick<TimeOffer, 'startTime' | 'endTime'>[];
  readonly problem: Problem | null;
  readonly booking: Booking | null;
  readonly entry: WaitlistEntry | null;
}

export const initialState = (timezone: string, today: string, host: AskedHost = {}): FlowState => ({
  step: 'calendar',
  eventType: null,
  moving: null,
  host,
  hostChoice: [],
  duration: null,
  timezone,
  today,
  month: today.slice(0, 7),
  months: {},
  searching: false,
  capped: false,
  waitlistAvailable: false,
  date: null,
  choice: null,
  draft: emptyDraft,
  fieldProblems: {},
  sending: false,
  alternatives: [],
  problem: null,
  booking: null,
  entry: null,
});
