import type { Latency } from '../figure.ts';

/** An event type to ask about or to book, with a key of its organization. */
export interface Goal {
  readonly eventTypeId: string;
  readonly key: string;
}

/** What the load generator is told. */
export interface LoadJob {
  readonly url: string;
  readonly connections: number;
  /** For so long, or until so many were answered. */
  readonly until: { readonly seconds: number } | { readonly answers: number };
  readonly goals: readonly Goal[];
  readonly ask: SlotsAsked | SlotsBooked;
}

/** The same range of every goal in turn. */
export interface SlotsAsked {
  readonly kind: 'slots';
  readonly start: string;
  readonly end: string;
  readonly timezone: string;
}

/** Another slot with every request: the goals in turn, each from `firstStart` on. */
export interface SlotsBooked {
  readonly kind: 'bookings';
  readonly firstStart: number;
  readonly slotMs: number;
  /** How many slots were used by earlier jobs. */
  readonly used: number;
}

/** What the load generator saw. */
export interface LoadResult {
  readonly seconds: number;
  readonly latency: Latency;
  /** Answers by status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Broken connections and timeouts. */
  readonly errors: number;
  /** Slots used up by now. */
  readonly used: number;
}

/** What the sink of mails tells. */
export interface SmtpSink {
  /** Where it takes mail. */
  readonly url: string;
  /** Taken so far. */
  readonly mails: number;
}
