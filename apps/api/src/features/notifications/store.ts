import { type Insertable, type Kysely, type Selectable, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { everywhere } from '../../db/everywhere.ts';
import { insertMissing } from '../../db/insert-missing.ts';
import type { MailTable, Schema } from '../../db/schema.ts';
import { logoPath } from '../../wording/addresses.ts';
import type { Notices } from './rules-notices.ts';

export type MailRow = Selectable<MailTable>;
export type NewMail = Insertable<MailTable>;
export type MailKey = Pick<MailRow, 'organization_id' | 'id'>;

/** Inserts those that are not there already, by cause, kind and recipient; returns the ids of these. */
export const insertMails = (tx: Tx, rows: readonly NewMail[]): Promise<Set<string>> =>
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

/** Who writes to people for an organization. */
export interface Correspondent {
  readonly organizationName: string;
  /** Whom mail is from; null: nobody else than usual. */
  readonly senderName: string | null;
  /** Where answers go; null: to the other side. */
  readonly replyTo: string | null;
  /** Where the organization's logo is, from the root of the server. */
  readonly logo?: string | null;
}

export interface Scene extends Correspondent {
  /** The event type's zone: in it a booking's invite is written. */
  readonly timezone: string;
  readonly title: string;
  readonly reminderIntervals: readonly number[];
  readonly notices: Notices;
  readonly hasWaitlist: boolean;
  readonly cancel_cutoff_minutes: number | null;
  readonly reschedule_cutoff_minutes: number | null;
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
      'o.id as organizationId',
      'o.logo_version as logoVersion',
      'o.name as organizationName',
      'o.sender_name as senderName',
      'o.reply_to as replyTo',
      'e.timezone',
      'e.title',
      'e.reminder_intervals as reminderIntervals',
      'e.notifications as notices',
      'e.waitlist_enabled as hasWaitlist',
      'e.cancel_cutoff_minutes',
      'e.reschedule_cutoff_minutes',
    ])
    .where('o.id', '=', organizationId)
    .where('e.organization_id', '=', organizationId)
    .where('e.id', '=', sql<string>`any(${eventTypeIds}::text[])`)
    .execute();
  return new Map(
    rows.map(({ id, organizationId: owner, logoVersion, ...scene }) => [
      id,
      { ...scene, logo: logoPath({ organizationId: owner, logoVersion }) },
    ]),
  );
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
