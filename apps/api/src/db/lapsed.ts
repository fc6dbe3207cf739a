import { type RawBuilder, sql } from 'kysely';

/*
 * What `phaseOf` of the bookings feature says of a row of `bookings`, as a condition in SQL. A test holds both to be the
 * same.
 */

/** Whether the booking `alias` was not paid by the instant `at`: it holds its time no more. */
export const hasLapsed = (alias: string, at: Date): RawBuilder<boolean> =>
  sql`(${sql.ref(`${alias}.status`)} = 'pending_payment' and ${sql.ref(`${alias}.payment_expires_at`)} <= ${at})`;

/** Whether the booking `alias` holds its time at the instant `at`. */
export const holdsItsTime = (alias: string, at: Date): RawBuilder<boolean> =>
  sql`(${sql.ref(`${alias}.status`)} <> 'cancelled' and not ${hasLapsed(alias, at)})`;
