import { sql } from 'kysely';
import { sealNewToken as sealEntryToken } from '../../src/features/waitlist/token.ts';
import { createTestApi, type TestApi, testStart } from '../harness/api.ts';
import { type SeededOrganization, seedOrganizations } from '../harness/seed.ts';

/** How full a database is: these for one organization, and as many again for others beside it. */
export interface GrowthSize {
  readonly bookings: number;
  readonly eventTypes: number;
}

/** How many bookings of the one host start within 60 days of its history, which lists by start take together. */
export const perSpan = 2_880;
export const spansOf = ({ bookings }: GrowthSize): number => Math.ceil(bookings / perSpan) + 2;

/** A whole API on a database that is as full as was asked. */
export interface GrowthWorld {
  readonly api: TestApi;
  /** Whose requests are measured, in test mode. */
  readonly organization: SeededOrganization;
  /** Half way down the list of bookings. */
  readonly deepBookingId: string;
  /** Half way along the log. */
  readonly deepMessageId: string;
  /** A confirmed booking that has not begun. */
  readonly upcomingBookingId: string;
  readonly eventTypeId: string;
  /** When the first booking and the middle one started. */
  readonly oldestStart: number;
  readonly middleStart: number;
}

const hour = 3_600_000;
const now = Date.parse(testStart);
/** Bookings that have not begun are as many and at the same times in every world, so that ranges hold the same. */
const upcoming = 60;
const firstUpcoming = now + 14 * 24 * hour;
const neighbours = 4;
/** Event types that are not active, in every world. */
const inactive = 3;
/** Event types of an organization that only signed up: there are as many of these as event types of the probed one. */
const newcomersEventTypes = 10;

export const rare = {
  status: 'pending_payment',
  email: 'rare@example.com',
  metadata: ['customer', 'c-17'],
  event: 'booking.rescheduled',
} as const;
export const common = { email: 'regular@example.com', metadata: ['source', 'web'] } as const;
/** Bookings of each rare kind. */
const rareCount = 5;

/**
 * What a booking is varied by. `number` counts from the oldest; rare kinds are spread over all of them, so a reading
 * that looks for them one by one passes over everything.
 */
function vary(number: number, count: number) {
  const spread = Math.floor(count / rareCount);
  const isRare = (offset: number) => number % spread === offset && number < spread * rareCount;
  const isUnpaid = isRare(1);
  const isCancelled = number % 10 === 7 && !isUnpaid && number < count - upcoming;
  const at = new Date(now);
  const metadata = { number, [common.metadata[0]]: common.metadata[1] };
  return {
    booking: {
      status: isUnpaid ? rare.status : isCancelled ? 'cancelled' : 'confirmed',
      cancelled_at: isCancelled ? at : null,
      payment_expires_at: isUnpaid ? new Date(now + hour) : null,
      price_amount: isUnpaid ? 5000 : null,
      price_currency: isUnpaid ? 'usd' : null,
      ...((isRare(2) || number % 10 === 3) && { invitee_email: isRare(2) ? rare.email : common.email }),
      ...(!(isRare(2) || number % 10 === 3) && { invitee_email: `invitee-${number}@example.com` }),
      metadata: isRare(3) ? { ...metadata, [rare.metadata[0]]: rare.metadata[1] } : metadata,
    },
    allocation: { released_at: isCancelled ? at : null, spots_taken: isCancelled ? 0 : 1 },
  };
}

/** Years of one host's days without a gap, up to now; then the upcoming ones, three hours apart. */
const startOf = (count: number) => (number: number) => {
  const fromEnd = count - 1 - number;
  return fromEnd < upcoming
    ? firstUpcoming + (upcoming - 1 - fromEnd) * 3 * hour
    : now - (fromEnd - upcoming + 1) * (hour / 2);
};

/** A day before they start; the upcoming ones in the last hours. */
const createdAt = (count: number) => (number: number) =>
  Math.min(startOf(count)(number) - 24 * hour, now - (count - number) * 60_000);

export async function createGrowthWorld({ bookings, eventTypes }: GrowthSize): Promise<GrowthWorld> {
  const api = await createTestApi();
  const { db } = api.deps.database;
  const seed = (organizations: number, share: number) => {
    const each = Math.ceil(bookings / share);
    return seedOrganizations(db, api.deps.keyring, {
      organizations,
      eventTypesEach: Math.ceil(eventTypes / share),
      bookings: {
        each,
        from: now,
        everyMinutes: 30,
        startOf: startOf(each),
        createdAt: createdAt(each),
        vary: (n) => vary(n, each),
      },
      isTest: true,
      now,
    });
  };
  await seed(neighbours, neighbours);
  const [organization] = await seed(1, 1);
  if (!organization) throw new Error('No organization was seeded.');
  await fillTheRest(api, organization.key, eventTypes);
  await fillWaitlist(api, organization);
  await sql`vacuum analyze`.execute(api.deps.database.migrationConnection);
  const { organizationId, eventTypeIds } = organization;
  const idAt = async (table: 'bookings' | 'events', offset: number) => {
    const { id } = await db
      .selectFrom(table)
      .select('id')
      .where('organization_id', '=', organizationId)
      .orderBy('id')
      .offset(offset)
      .limit(1)
      .executeTakeFirstOrThrow();
    return id;
  };
  return {
    api,
    organization,
    eventTypeId: eventTypeIds[0] as string,
    oldestStart: startOf(bookings)(0),
    middleStart: startOf(bookings)(Math.floor(bookings / 2)),
    deepBookingId: await idAt('bookings', Math.floor(bookings / 2)),
    deepMessageId: await idAt('events', bookings),
    upcomingBookingId: await idAt('bookings', bookings - 10),
  };
}

/** Any message's data: what every seeded one tells of. */
async function someData(api: TestApi, key: string): Promise<string> {
  const list = await api.call('GET', '/v1/bookings?limit=1', { key });
  const { cancel_token: _, ...data } = list.body.data[0];
  return JSON.stringify(data);
}

/** Two messages and one stored answer for each booking; organizations without any; keys and counts, one for each event type. */
async function fillTheRest(api: TestApi, key: string, newcomers: number): Promise<void> {
  // Without the time limit of requests' statements.
  const db = api.deps.database.migrationConnection;
  await sql`
    insert into events (organization_id, id, is_test, event, data, number, created_at)
    select organization_id, 'msg_' || substr(id, 5, 25) || kind, is_test,
      case when kind = '1' and status = ${rare.status} then ${rare.event} else names.event end,
      ${await someData(api, key)}::jsonb,
      1000 + row_number() over (partition by organization_id, is_test order by id, kind), created_at
    from bookings, (values ('0', 'booking.created'), ('1', 'booking.confirmed')) names (kind, event)`.execute(
    db,
  );
  await sql`
    insert into idempotency_keys (scope, key, fingerprint, status, answer_sealed, created_at)
    select organization_id || ':test', id, '', 201, '', created_at from bookings`.execute(db);
  await sql`
    update event_types e set active = false from (
      select organization_id, id, row_number() over (partition by organization_id order by id) as place
      from event_types) places
    where places.id = e.id and place between 2 and ${sql.lit(inactive + 1)}`.execute(db);
  await sql`
    insert into organizations (id, name, slug, created_at)
    select 'org_' || i, 'Newcomer', 'newcomer-' || i, now() from generate_series(1, ${sql.lit(newcomers)}) i`.execute(
    db,
  );
  await sql`
    insert into organization_logos (organization_id, type, content, created_at)
    select id, 'image/png', 'a picture'::bytea, now() from organizations`.execute(db);
  await sql`
    insert into former_slugs (organization_id, slug, created_at)
    select id, 'former-' || slug, now() from organizations
    union all select id, 'once-' || slug, now() from organizations`.execute(db);
  await sql`
    insert into event_heads (organization_id, is_test, last)
    select o.id, mode, coalesce(max(e.number), 0) from organizations o cross join (values (true), (false)) modes (mode)
      left join events e on e.organization_id = o.id and e.is_test = mode
    group by o.id, mode on conflict (organization_id, is_test) do update set last = excluded.last`.execute(
    db,
  );
  await sql`
    insert into members (organization_id, id, name, email, role, created_at)
    select id, 'mbr_' || id, name, 'owner@example.com', 'owner', created_at from organizations where name = 'Newcomer'
  `.execute(db);
  await sql`
    insert into users (id, email, mailbox, name, created_at)
    select 'usr_' || id, email, id, name, created_at from members where name = 'Newcomer'`.execute(db);
  await sql`update members set user_id = 'usr_' || id where name = 'Newcomer'`.execute(db);
  await sql`
    insert into sessions (id, token_hash, user_id, acts_in, created_at, last_seen_at, proven_at, expires_at)
    select 'ses_' || id, sha256(id::bytea), user_id, organization_id, created_at, created_at, created_at,
      created_at + interval '30 days'
    from members where name = 'Newcomer'`.execute(db);
  await sql`
    insert into account_links (token_hash, kind, user_id, created_at, expires_at)
    select token_hash, 'sign_in', user_id, created_at, expires_at from sessions`.execute(db);
  await sql`
    insert into invitations (organization_id, id, email, mailbox, role, is_mailed, by_kind, by_id, created_at, expires_at)
    select organization_id, 'inv_' || id, email, email, 'member', true, 'member', id, created_at,
      created_at + interval '7 days'
    from members where name = 'Newcomer'`.execute(db);
  await sql`
    insert into event_types
    select copied.* from members m, (select * from event_types order by id limit ${sql.lit(newcomersEventTypes)}) e,
      jsonb_populate_record(null::event_types, to_jsonb(e) || jsonb_build_object('organization_id', m.organization_id,
        'host_id', m.id, 'id', e.id || m.id, 'slug', e.slug || e.id)) copied
    where m.name = 'Newcomer'`.execute(db);
  // All but 20 of an organization revoked: there may be 50 that are not.
  await sql`
    insert into api_keys (organization_id, id, name, is_test, key_prefix, key_hash, created_at, revoked_at)
    select organization_id, 'key_' || substr(id, 5), 'Seeded key', is_test, '', sha256(id::bytea), created_at,
      case when row_number() over (partition by organization_id, is_test order by id) > 20 then created_at end
    from event_types`.execute(db);
  await sql`
    insert into embed_sessions (organization_id, id, is_test, token_hash, reach, allowed_origins, made_by, created_at, expires_at)
    select organization_id, 'ems_' || substr(id, 5), is_test, key_hash, '{"kind": "booking", "booking_id": "bkg_1"}', '{}',
      id, created_at, created_at + interval '1 hour' from api_keys`.execute(db);
  await sql`
    insert into api_call_counts (organization_id, is_test, day, key_id, calls)
    select organization_id, is_test, date '2026-05-31', id, 1 from api_keys`.execute(db);
  await sql`
    insert into rate_limit_windows (scope, length, started_at, taken, granted)
    select id, '24h', timestamptz '2026-05-31 00:00:00+00', 1, 1 from api_keys`.execute(db);
  // 20 of each organization (there may be 50), all but the first switched off; to that one, a delivery of each message.
  await sql`
    insert into webhook_endpoints (organization_id, id, is_test, url, events, active, secret_sealed, failures,
      created_at, updated_at)
    select organization_id, 'whk_' || substr(id, 5), is_test, 'https://example.com/webhooks', '{booking.created}',
      number = 1, '', 0, created_at, created_at
    from (select *, row_number() over (partition by organization_id, is_test order by id) as number from event_types) e
    where number <= 20`.execute(db);
  await sql`
    insert into webhook_deliveries (organization_id, id, is_test, endpoint_id, message_id, cause, event, body, status,
      attempts, attempts_before, created_at)
    select e.organization_id, 'whd_' || substr(e.id, 5), e.is_test, w.id, e.id, 'event', e.event,
      json_build_object('id', e.id, 'event', e.event, 'is_test', e.is_test, 'data', e.data)::text,
      case when row_number() over (order by e.id) % 1000 = 7 then 'failed' else 'success' end, 1, 0, e.created_at
    from events e join webhook_endpoints w on w.organization_id = e.organization_id and w.active`.execute(db);
  await sql`
    insert into member_removals (organization_id, id, is_test, member_id, bookings, total, created_at, finished_at)
    select organization_id, 'rmv_' || substr(event_type_id, 5), true, member_id, 'cancel', 0, now(), now()
    from event_type_hosts`.execute(db);
  await sql`
    insert into mails (organization_id, id, is_test, kind, cause, recipient_role, recipient_address, status, attempts,
      message_id_header, content_sealed, created_at, sent_at)
    select organization_id, 'mml_' || substr(id, 5), is_test, 'booking_confirmed', id, 'invitee', invitee_email, 'sent', 1,
      '', '', created_at, created_at
    from bookings`.execute(db);
  await sql`
    insert into invite_organizers (organization_id, booking_id, name, address)
    select organization_id, id, 'Seeded', 'seeded@example.com' from bookings on conflict do nothing`.execute(
    db,
  );
  await sql`
    insert into event_type_receipts (organization_id, event_type_id, period_start, received)
    select organization_id, id, created_at, 0 from event_types`.execute(db);
  await sql`
    insert into event_type_rotations (organization_id, event_type_id, virtual_time)
    select organization_id, id, 720720 from event_types`.execute(db);
  await sql`
    insert into member_schedules (organization_id, member_id, is_test, timezone, weekly_hours, date_overrides, updated_at)
    select organization_id, id, mode, 'UTC', '[]', '[]', created_at from members, (values (true), (false)) modes (mode)
    where name = 'Newcomer'`.execute(db);
  await sql`
    insert into member_absences (organization_id, id, member_id, is_test, start_date, end_date, created_at)
    select organization_id, 'abs_' || substr(id, 5) || number, id, number % 2 = 0, date '2020-01-01' + number,
      date '2020-01-01' + number, created_at
    from members, generate_series(1, 20) number`.execute(db);
}

/**
 * One entry for each booking, most of them promoted long ago. Of each organization's one in 39 waits: as bookings take
 * the event types in turns, and 39 shares no divisor with their number, the lines of all types are alike.
 */
async function fillWaitlist({ deps }: TestApi, { organizationId }: SeededOrganization): Promise<void> {
  const db = deps.database.migrationConnection;
  await sql`
    insert into waitlist_entries (organization_id, id, is_test, event_type_id, status, place, start_at, duration_minutes,
      invitee_name, invitee_email, invitee_timezone, joined_position, booking_id, cancel_token_sealed, expires_at,
      created_at, updated_at)
    select organization_id, 'wle_' || substr(id, 5), is_test, event_type_id, status, number, start_at, 30, invitee_name,
      invitee_email, 'UTC', 1, case when status = 'promoted' then id end, '',
      case when status = 'waiting' then ${new Date(now + 24 * hour)}::timestamptz else created_at end, created_at, created_at
    from (select b.organization_id, b.id, b.is_test, b.event_type_id, b.start_at, b.invitee_name, b.invitee_email,
        b.created_at, row_number() over (partition by b.organization_id order by b.id) as number,
        case row_number() over (partition by b.organization_id order by b.id) % 39
          when 1 then 'waiting' when 2 then 'expired' when 3 then 'cancelled' else 'promoted' end as status
      from bookings b) as varied`.execute(db);
  const { rows } = await sql<{ id: string }>`
    select id from waitlist_entries where organization_id = ${organizationId}`.execute(db);
  const seals = rows.map(({ id }) =>
    sealEntryToken({ organization_id: organizationId, id }, deps.keyring).toString('hex'),
  );
  await sql`
    update waitlist_entries w set cancel_token_sealed = decode(sealed.hex, 'hex')
    from unnest(${rows.map(({ id }) => id)}::text[], ${seals}::text[]) sealed (id, hex)
    where w.organization_id = ${organizationId} and w.id = sealed.id`.execute(db);
}
