import type { TestAnswer } from '../harness/api.ts';
import type { SeededOrganization } from '../harness/seed.ts';

/** What a writer wants: a start of a type that gives so many spots, or to move or cancel its booking. */
export type Wish =
  | { readonly kind: 'book'; readonly slot: Slot }
  | { readonly kind: 'move'; readonly booking: KnownBooking; readonly slot: Slot }
  | { readonly kind: 'cancel'; readonly booking: KnownBooking };

/** A start that is offered to some writers, and to how many of them it can be given. */
export interface Slot {
  readonly eventTypeId: string;
  readonly startTime: string;
  readonly capacity: number;
  /** How many bookings were answered 201 for it. */
  won: number;
}

/** One request, repeated under the same key until its outcome is known. */
export interface Request {
  readonly key: string;
  readonly organization: SeededOrganization;
  readonly wish: Wish;
  readonly path: string;
  readonly body: object;
}

/** A booking as the server has acknowledged it. */
export interface KnownBooking {
  readonly id: string;
  readonly organization: SeededOrganization;
  /** The key of the request that made it. */
  readonly key: string;
  startTime: string;
  status: string;
  revision: number;
}

/** Everything that the writers were told, and what they were not. */
export interface Ledger {
  readonly bookings: Map<string, KnownBooking>;
  /** Requests whose outcome nobody knows: a connection that broke, or a 503. */
  unknown: Request[];
  /** Requests that were refused because others had the slot. */
  readonly lost: Request[];
  /** Answers that must not be. */
  readonly faults: string[];
  /** How many requests a server answered with what they wished for, and how many with 503. */
  acknowledged: number;
  unavailable: number;
}

export const openLedger = (): Ledger => ({
  bookings: new Map(),
  unknown: [],
  lost: [],
  faults: [],
  acknowledged: 0,
  unavailable: 0,
});

/** Enters what a request was answered. Returns whether its outcome is known now. */
export function enter(ledger: Ledger, request: Request, answer: TestAnswer): boolean {
  const { status, headers, body } = answer;
  if (status === 503) {
    ledger.unavailable++;
    if (!(Number(headers['retry-after']) > 0)) ledger.faults.push('A 503 without Retry-After.');
    return false;
  }
  if (status === expectedStatus(request.wish)) {
    ledger.acknowledged++;
    acknowledge(ledger, request, body);
  } else if (request.wish.kind === 'book' && body?.error?.code === 'slot_unavailable')
    ledger.lost.push(request);
  else ledger.faults.push(`${request.path} of ${request.key}: ${status} ${JSON.stringify(body)}`);
  return true;
}

const expectedStatus = ({ kind }: Wish): number => (kind === 'book' ? 201 : 200);

function acknowledge(ledger: Ledger, { key, organization, wish }: Request, body: TestAnswer['body']): void {
  const { id, start_time: startTime, status, revision } = body;
  if (wish.kind === 'book') {
    wish.slot.won++;
    ledger.bookings.set(id, { id, organization, key, startTime, status, revision });
  } else Object.assign(wish.booking, { startTime, status, revision });
}

/** Slots that were refused although they had room, or given to more than they have room for. */
export function unfairSlots({ bookings, lost }: Ledger): string[] {
  const refusedWithRoom = lost.filter(
    ({ wish }) => wish.kind === 'book' && wish.slot.won < wish.slot.capacity,
  );
  const keys = [...bookings.values()].map(({ key }) => key);
  return [
    ...refusedWithRoom.map(({ key }) => `${key} was refused a slot that had room.`),
    ...(new Set(keys).size === keys.length ? [] : ['A key has made two bookings.']),
  ];
}
