/** A scheduling question in plain numbers. Every time is in whole minutes since the Unix epoch. */
export interface World {
  readonly now: number;
  readonly range: readonly [start: number, end: number];
  readonly eventZone: string;
  readonly duration: number;
  readonly before: number;
  readonly after: number;
  readonly interval: number | null;
  readonly notice: number;
  readonly windowDays: number | null;
  readonly capacity: number;
  readonly spots: number;
  readonly cap: { readonly limit: number; readonly received: number } | null;
  readonly assignment: 'any' | 'all';
  /** The event type's; left out: those of the first host. */
  readonly hours?: WorldHours;
  readonly rotation?: { readonly strategy: 'round_robin' | 'priority'; readonly virtualTime: number };
  /** The position of the host who is asked for; none has it where nobody of that name is a host. */
  readonly wanted?: number;
  readonly hosts: readonly WorldHost[];
  /** The rules that somebody sets aside in a second question about the same world. */
  readonly override: readonly ('notice' | 'window' | 'hours' | 'grid')[];
}

export interface WorldHours {
  readonly zone: string;
  readonly rules: readonly (WorldWindow & { readonly dayOfWeek: number })[];
  /** The date as days since 1970-01-01. */
  readonly overrides: readonly { readonly date: number; readonly windows: readonly WorldWindow[] }[];
}

export interface WorldHost extends WorldHours {
  /** Its hours are not given, and narrow nothing. */
  readonly hasNoSchedule?: boolean;
  readonly isRequired?: boolean;
  readonly isInactive?: boolean;
  readonly share?: WorldShare;
  readonly absences?: readonly (readonly [start: number, end: number])[];
  readonly allocations: readonly WorldAllocation[];
  readonly busy: readonly (readonly [start: number, end: number])[];
}

/** Tags are in 1/720720 of a booking of weight 1. */
export interface WorldShare {
  readonly weight: number;
  readonly priority: number;
  readonly tag: number;
  readonly bookings: number;
}

/** Minutes of the local day. */
export interface WorldWindow {
  readonly start: number;
  readonly end: number;
}

export interface WorldAllocation {
  readonly slotStart: number;
  readonly duration: number;
  readonly before: number;
  readonly after: number;
  /** Of the event type in question, or of another. */
  readonly sameEventType: boolean;
  readonly spotsTaken: number;
}
