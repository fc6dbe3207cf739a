import { type Kysely, type Selectable, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { everywhere } from '../../db/everywhere.ts';
import { insertMissing } from '../../db/insert-missing.ts';
import type { MailTable, Schema } from '../../db/schema.ts';

export type MailRow = Selectable<MailTable>;
export type MailKey = Pick<MailRow, 'organization_id' | 'id'>;

/** Inserts those that are not there already, by cause, kind and recipient; returns the ids of these. */
export const insertMails = (tx: Tx, rows: readonly MailRow[]): Promise<Set<string>> =>
  insertMissing(tx, 'mails', rows);

export const findMail = (db: Kysely<Schema>, id: string): Promise<MailRow | undefined> =>
  db.selectFrom('mails').modifyFront(sql.raw(everywhere)).selectAll().where('id', '=', id).executeTakeFirst();

/** The newest mails of the whole installation. */
export const listNewestMails = (db: Kysely<Schema>, limit: number): Promise<MailRow[]> =>
  db
    .selectFrom('mails')
    .modifyFront(sql.raw(everywhere))
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

/**
 * Takes an attempt at a mail into the hands of a job; undefined when it was made already or another job has it. The
 * job of a worker that died comes back under its own id and may go on.
 */
export const claimAttempt = (
  db: Kysely<Schema>,
  { organizationId, mailId, attempt }: { organizationId: string; mailId: string; attempt: number },
  jobId: string,
): Promise<MailRow | undefined> =>
  db
    .updateTable('mails')
    .set({ claimed_by: jobId })
    .where('organization_id', '=', organizationId)
    .where('id', '=', mailId)
    .where('status', '=', 'pending')
    .where('attempts', '=', attempt)
    .where((eb) => eb.or([eb('claimed_by', 'is', null), eb('claimed_by', '=', jobId)]))
    .where((eb) => eb.not(eb.exists(earlierUnderWay)))
    .returningAll()
    .executeTakeFirst();

/** A mail before this one, about the same and to the same reader, that a job is handing over at this moment. */
const earlierUnderWay = sql`(
  select from mails earlier where earlier.organization_id = mails.organization_id and earlier.about_id = mails.about_id
    and earlier.recipient_address = mails.recipient_address and earlier.status = 'pending'
    and earlier.claimed_by is not null and earlier.id < mails.id)`;

/** Whether the attempt waits for an earlier mail, which is under way, and could not be claimed because of it. */
export async function waitsForEarlier(
  db: Kysely<Schema>,
  { organizationId, mailId, attempt }: { organizationId: string; mailId: string; attempt: number },
): Promise<boolean> {
  const waiting = await db
    .selectFrom('mails')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('id', '=', mailId)
    .where('status', '=', 'pending')
    .where('attempts', '=', attempt)
    .where('claimed_by', 'is', null)
    .executeTakeFirst();
  return waiting !== undefined;
}

/** Records what became of a claimed mail. False when the claim is no longer the job's. */
export async function finishAttempt(
  tx: Tx,
  { organization_id, id, attempts, claimed_by }: MailRow,
  changes: Partial<MailRow>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('mails')
    .set({ next_attempt_at: null, claimed_by: null, ...changes })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('attempts', '=', attempts)
    .where('claimed_by', '=', claimed_by)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export interface Scene {
  readonly organizationName: string;
  /** The event type's zone: in it a booking's invite is written. */
  readonly timezone: string;
  readonly title: string;
  readonly reminderIntervals: readonly number[];
  readonly hasWaitlist: boolean;
}

/** What mails about bookings tell beside the booking: of event types of one organization, by their ids. */
export async function findScenes(
  db: Kysely<Schema>,
  organizationId: string,
  eventTypeIds: readonly string[],
): Promise<ReadonlyMap<string, Scene>> {
  const rows = await db
    .selectFrom('event_types as e')
    .innerJoin('organizations as o', 'o.id', 'e.organization_id')
    .select([
      'e.id',
      'o.name as organizationName',
      'e.timezone',
      'e.title',
      'e.reminder_intervals as reminderIntervals',
      'e.waitlist_enabled as hasWaitlist',
    ])
    .where('o.id', '=', organizationId)
    .where('e.organization_id', '=', organizationId)
    .where('e.id', '=', sql<string>`any(${eventTypeIds}::text[])`)
    .execute();
  return new Map(rows.map(({ id, ...scene }) => [id, scene]));
}

/** Of one event type, which must exist. */
export async function findScene(
  db: Kysely<Schema>,
  { organizationId, eventTypeId }: { organizationId: string; eventTypeId: string },
): Promise<Scene> {
  return sceneOf(await findScenes(db, organizationId, [eventTypeId]), eventTypeId);
}

/** The scene among those found; throws when its event type does not exist. */
export function sceneOf(scenes: ReadonlyMap<string, Scene>, eventTypeId: string): Scene {
  const scene = scenes.get(eventTypeId);
  if (!scene) throw new Error(`Event type ${eventTypeId} is not there.`);
  return scene;
}

/** Those of the bookings that somebody waited for and got. */
export async function findPromotions(
  db: Kysely<Schema>,
  organizationId: string,
  bookingIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const entries = await db
    .selectFrom('waitlist_entries')
    .select('booking_id')
    .where('organization_id', '=', organizationId)
    // Both modes, named for the index that begins with them.
    .where('is_test', '=', sql<boolean>`any(${[true, false]}::boolean[])`)
    .where('booking_id', '=', sql<string>`any(${bookingIds}::text[])`)
    .execute();
  return new Set(entries.flatMap(({ booking_id: id }) => id ?? []));
}

/** A webhook that the server has switched off, with its reason; undefined when it is on or deleted. */
export async function findSwitchedOff(
  db: Kysely<Schema>,
  { organizationId, endpointId }: { organizationId: string; endpointId: string },
): Promise<{ url: string; isTest: boolean; reason: 'gone' | 'failing' } | undefined> {
  const row = await db
    .selectFrom('webhook_endpoints')
    .select(['url', 'is_test', 'disabled_reason'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', endpointId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row?.disabled_reason
    ? { url: row.url, isTest: row.is_test, reason: row.disabled_reason }
    : undefined;
}
