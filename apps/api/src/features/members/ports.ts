import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { RowKey } from '../../jobs/row-key.ts';
import { definePort } from '../../lib/port.ts';

/** A member may be booked again or no more, or has its days in another zone: whoever waits may have a spot now. */
export const memberTimesChanged =
  definePort<(deps: Deps, tx: Tx, member: RowKey) => Promise<void>>('members.times-changed');

/** Takes a removed member from the hosts of event types that have others. */
export const hostLeft =
  definePort<(deps: Deps, tx: Tx, member: RowKey) => Promise<void>>('members.host-left');

/** How many bookings that have not begun take the member's time, in both modes. */
export const bookingsAhead =
  definePort<(tx: Tx, member: RowKey, now: Date) => Promise<number>>('members.bookings-ahead');

/** Has the bookings ahead of a removed member dealt with, as the removal says. */
export const handOver =
  definePort<(deps: Deps, tx: Tx, removal: RowKey) => Promise<void>>('members.hand-over');
