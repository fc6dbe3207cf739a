import type { Hours } from './hours.ts';
import type { HostShare, Rotation } from './rotation.ts';
import type { Instant, Interval } from './time.ts';
import type { Zone } from './zone.ts';

/** What is offered: the fields of an event type that decide about its slots. */
export interface SlotRules {
  readonly id: string;
  /** In which the booking window's dates are counted. Hours carry a zone of their own. */
  readonly zone: Zone;
  readonly durationMinutes: number;
  readonly bufferBeforeMinutes: number;
  readonly bufferAfterMinutes: number;
  /** Distance of the starts in wall-clock time; null: duration and both buffers. */
  readonly slotIntervalMinutes: number | null;
  readonly minimumNoticeMinutes: number;
  /** How many dates after today can be booked; null: all. */
  readonly bookingWindowDays: number | null;
  /** How many spots a slot has. */
  readonly capacity: number;
}

/** How many bookings the current period may receive, and has received. */
export interface Cap {
  readonly limit: number;
  readonly received: number;
}

/**
 * A live booking's, or a group slot's, claim on a host's time. `start` and `end` are the whole reserved time
 * as it was booked, buffers included.
 */
export interface Allocation extends Interval {
  readonly eventTypeId: string;
  readonly slotStart: Instant;
  readonly slotEnd: Instant;
  readonly spotsTaken: number;
}

/**
 * Somebody whose time is booked. Allocations and busy intervals come in any order; a group slot has at most
 * one allocation.
 */
export interface Host {
  readonly id: string;
  /** When the host can meet: its schedule, in its own zone. Left out: it has none, and can meet at any hour. */
  readonly hours?: Hours;
  /** When the host is away, whatever its hours say; they may overlap each other. */
  readonly absences?: readonly Interval[];
  readonly allocations: readonly Allocation[];
  /** Times a calendar reports as taken; they may overlap each other. */
  readonly busy: readonly Interval[];
  /** Takes part in every meeting, whoever is chosen beside it. */
  readonly isRequired?: boolean;
  /** Gets no new bookings, whatever is overridden: nothing is held that needs this host. */
  readonly isInactive?: boolean;
  /** Of the event type's bookings; left out: that of a new host of weight 1. */
  readonly share?: HostShare;
}

/** Everything a verdict depends on, the present included. */
export interface SlotQuestion {
  readonly now: Instant;
  readonly eventType: SlotRules;
  readonly cap: Cap | null;
  /**
   * The event type's hours. They make the grid; those of a host only narrow it. Left out: the hours given with the first
   * host are the event type's.
   */
  readonly hours?: Hours;
  readonly hosts: readonly Host[];
  /** `any`: the required hosts and one of the rest, where there is a rest; `all`: every host takes part. */
  readonly assignment: 'any' | 'all';
  /** In which order `any` asks the rest; left out: in the order given. */
  readonly rotation?: Rotation;
  /** Of the rest `any` may choose this one only. */
  readonly wantedHostId?: string;
  /** Size of the party: spots wanted in one slot. */
  readonly spots: number;
}

/** Why a time cannot be booked, in the order in which it is judged. */
export const slotRefusals = [
  'cap_reached',
  'in_past',
  'notice_too_short',
  'beyond_window',
  'outside_hours',
  'not_on_grid',
  'booked',
  'full',
  'calendar_busy',
] as const;

export type SlotRefusal = (typeof slotRefusals)[number];

/** The rules of a time that whoever holds the meeting may set aside; that others took the time is none of them. */
export type SlotOverride = readonly ('notice' | 'window' | 'hours' | 'grid')[];

/** A bookable time, or for waitlists one that only bookings keep from being bookable. */
export interface Slot extends Interval {
  readonly spotsRemaining: number;
  readonly totalCapacity: number;
  /** Who would be assigned: the required hosts first. */
  readonly hostIds: readonly string[];
}

export interface SlotList {
  readonly capped: boolean;
  /** Bookable times, ascending. */
  readonly slots: readonly Slot[];
  /** Times that only other bookings refuse, ascending; empty unless asked for. */
  readonly full: readonly Slot[];
}

export type Verdict =
  | { readonly ok: true; readonly slot: Slot }
  | { readonly ok: false; readonly reason: SlotRefusal };
