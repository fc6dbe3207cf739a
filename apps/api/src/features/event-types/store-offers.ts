import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import type { EventTypeKey } from './store.ts';

/**
 * An event type with the organization that offers it, as its page shows them. The query reads tables of two features,
 * because a page is one read.
 */
export interface Offer {
  readonly organizationId: string;
  readonly organizationName: string;
  readonly organizationSlug: string;
  /** Which picture stands for the organization; null: none. */
  readonly logoVersion: string | null;
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly description: string | null;
  readonly durationMinutes: number;
  readonly durationOptions: readonly number[] | null;
  readonly timezone: string;
  readonly location: string | null;
  readonly maxAttendees: number;
  readonly priceAmount: number | null;
  readonly priceCurrency: string;
  readonly hasWaitlist: boolean;
  readonly cancel_cutoff_minutes: number | null;
  readonly reschedule_cutoff_minutes: number | null;
  readonly isTest: boolean;
  readonly isActive: boolean;
  readonly isDeleted: boolean;
}

const selectOffers = (db: Kysely<Schema>) =>
  db
    .selectFrom('event_types as e')
    .innerJoin('organizations as o', 'o.id', 'e.organization_id')
    .select((eb) => [
      'o.id as organizationId',
      'o.name as organizationName',
      'o.slug as organizationSlug',
      'o.logo_version as logoVersion',
      'e.id',
      'e.slug',
      'e.title',
      'e.description',
      'e.duration_minutes as durationMinutes',
      'e.duration_options as durationOptions',
      'e.timezone',
      'e.location',
      'e.max_attendees as maxAttendees',
      'e.price_amount as priceAmount',
      'e.price_currency as priceCurrency',
      'e.waitlist_enabled as hasWaitlist',
      'e.cancel_cutoff_minutes',
      'e.reschedule_cutoff_minutes',
      'e.is_test as isTest',
      'e.active as isActive',
      eb('e.deleted_at', 'is not', null).as('isDeleted'),
    ]);

type OfferQuery = ReturnType<typeof selectOffers>;
type First = OfferQuery extends SelectQueryBuilder<infer _DB, infer _TB, infer O> ? O : never;

const first = async (query: OfferQuery): Promise<Offer | undefined> => {
  const row: First | undefined = await query.executeTakeFirst();
  return row && { ...row, isDeleted: Boolean(row.isDeleted) };
};

/** A live event type of the organization by its slug, deleted ones aside. */
export const findLiveOffer = (
  db: Kysely<Schema>,
  { organizationId, slug }: { organizationId: string; slug: string },
): Promise<Offer | undefined> =>
  first(
    selectOffers(db)
      .where('e.organization_id', '=', organizationId)
      .where('e.is_test', '=', false)
      .where('e.slug', '=', slug)
      .where('e.deleted_at', 'is', null),
  );

/** An event type of either mode by its id, deleted ones too: bookings outlive them. */
export const findOffer = (
  db: Kysely<Schema>,
  { organization_id, id }: EventTypeKey,
): Promise<Offer | undefined> =>
  first(selectOffers(db).where('e.organization_id', '=', organization_id).where('e.id', '=', id));

/** The "Test Event" that the organization was born with; undefined where it was renamed or deleted. */
export async function findTestEvent(db: Kysely<Schema>, organizationId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('event_types')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('is_test', '=', true)
    .where('slug', '=', 'test-event')
    .where('deleted_at', 'is', null)
    .where('active', '=', true)
    .executeTakeFirst();
  return row?.id;
}
