import { type Kysely, sql } from 'kysely';
import type { Schema, StoredWeeklyWindow } from '../../src/db/schema.ts';
import { formatKey, keyPrefixOf } from '../../src/features/api-keys/rules.ts';
import { sealNewToken } from '../../src/features/bookings/token.ts';
import { newSettings } from '../../src/features/event-types/rules.ts';
import type { EventTypeRow } from '../../src/features/event-types/store.ts';
import { type Keyring, randomToken } from '../../src/lib/crypto.ts';
import { firstIdAt, newId, newInternalId } from '../../src/lib/ids.ts';

/** What to put into a migrated database, in every organization the same. */
export interface SeedPlan {
  readonly organizations: number;
  /** All of them of the organization's one host. 1 unless told. */
  readonly eventTypesEach?: number;
  /** Columns of every event type, over those of a free one of 30 minutes, open around the clock in UTC. */
  readonly eventType?: Partial<EventTypeRow>;
  /** Confirmed bookings of the host, of its event types in turn. None unless told. */
  readonly bookings?: BookingsPlan;
  /** The mode of the keys and of everything else: live unless told. */
  readonly isTest?: boolean;
  /** When all of it was made. */
  readonly now: number;
}

export interface BookingsPlan {
  readonly each: number;
  readonly from: number;
  /** From one start to the next: no less than an event type's length with both buffers. */
  readonly everyMinutes: number;
  /** Columns of the booking of a number and of its allocation, over those of a confirmed one: for each the same ones. */
  readonly vary?: (number: number) => { readonly booking: object; readonly allocation: object };
  /** When the booking of a number was made, unless now: for each another instant. */
  readonly createdAt?: (number: number) => number;
  /** When the booking of a number starts, where it is not `from` and every so many minutes. */
  readonly startOf?: (number: number) => number;
}

export interface SeededOrganization {
  readonly organizationId: string;
  readonly hostId: string;
  /** An API key of the plan's mode. */
  readonly key: string;
  readonly eventTypeIds: readonly string[];
}

/**
 * Fills the tables by SQL, past the API, for proofs and benchmarks that need many rows; then analyzes. What it makes
 * can be read, moved and cancelled through the API like anything else, but the event log does not tell of it.
 */
export async function seedOrganizations(
  db: Kysely<Schema>,
  keyring: Keyring,
  plan: SeedPlan,
): Promise<SeededOrganization[]> {
  const made: SeededOrganization[] = [];
  const keys: object[] = [];
  for (let number = 0; number < plan.organizations; number++) {
    const { row, key } = newKey(keyring, newId('organization', plan.now), plan);
    keys.push(row);
    const eventTypeIds = Array.from({ length: plan.eventTypesEach ?? 1 }, () =>
      newId('event_type', plan.now),
    );
    made.push({
      organizationId: row.organization_id,
      hostId: newId('member', plan.now),
      key,
      eventTypeIds,
    });
  }
  const created_at = new Date(plan.now);
  const nameOf = ({ organizationId }: SeededOrganization) => organizationId.replace('_', '-');
  await insertRows(
    db,
    'organizations',
    made.map((each) => ({
      id: each.organizationId,
      name: nameOf(each),
      slug: nameOf(each),
      plan: null,
      created_at,
    })),
  );
  await insertRows(
    db,
    'members',
    made.map((each) => ({
      organization_id: each.organizationId,
      id: each.hostId,
      name: 'Sam Rivera',
      email: `owner@${nameOf(each)}.example`,
      role: 'owner',
      created_at,
    })),
  );
  await insertRows(db, 'api_keys', keys);
  await insertRows(
    db,
    'event_types',
    made.flatMap((each) => eventTypeRows(each, plan)),
  );
  await insertRows(
    db,
    'event_type_hosts',
    made.flatMap(({ organizationId: organization_id, hostId: member_id, eventTypeIds }) =>
      eventTypeIds.map((event_type_id) => ({
        organization_id,
        event_type_id,
        id: newId('host', plan.now),
        member_id,
        position: 0,
        priority: 0,
        weight: 1,
        required: false,
        tag: 0,
        bookings: 0,
        created_at,
      })),
    ),
  );
  for (const each of made) await seedBookings(db, keyring, each, plan);
  await sql`analyze`.execute(db);
  return made;
}

function newKey(keyring: Keyring, organizationId: string, { isTest = false, now }: SeedPlan) {
  const key = formatKey(isTest ? 'test' : 'live', randomToken());
  const row = {
    organization_id: organizationId,
    id: newId('api_key', now),
    name: 'Seeded key',
    description: null,
    is_test: isTest,
    key_prefix: keyPrefixOf(key),
    key_hash: asBytea(keyring.hashSecret('api_key', key)),
    created_at: new Date(now),
    last_used_at: null,
    revoked_at: null,
  };
  return { row, key };
}

const aroundTheClock: readonly StoredWeeklyWindow[] = [0, 1, 2, 3, 4, 5, 6].map((dayOfWeek) => ({
  id: `rule-${dayOfWeek}`,
  dayOfWeek,
  startSecond: 0,
  endSecond: 86_400,
}));

function eventTypeRows({ organizationId, eventTypeIds }: SeededOrganization, plan: SeedPlan) {
  const at = new Date(plan.now);
  return eventTypeIds.map((id, number) => ({
    ...newSettings({ title: `Meeting ${number}`, slug: `meeting-${number}`, duration_minutes: 30 }),
    organization_id: organizationId,
    id,
    is_test: plan.isTest ?? false,
    booking_cap_set_at: null,
    active: true,
    timezone: 'UTC',
    weekly_hours: aroundTheClock,
    date_overrides: [],
    created_at: at,
    updated_at: at,
    deleted_at: null,
    ...plan.eventType,
  }));
}

/** How many rows one statement carries. */
const chunk = 5_000;

async function seedBookings(
  db: Kysely<Schema>,
  keyring: Keyring,
  organization: SeededOrganization,
  plan: SeedPlan,
): Promise<void> {
  const count = plan.bookings?.each ?? 0;
  for (let from = 0; from < count; from += chunk) {
    const numbers = Array.from({ length: Math.min(chunk, count - from) }, (_, i) => from + i);
    const rows = numbers.map((number) => bookingRows(keyring, organization, plan, number));
    await insertRows(
      db,
      'allocations',
      rows.map(({ allocation }) => allocation),
    );
    await insertRows(
      db,
      'bookings',
      rows.map(({ booking }) => booking),
    );
  }
}

function bookingRows(keyring: Keyring, organization: SeededOrganization, plan: SeedPlan, number: number) {
  const { organizationId: organization_id, hostId: host_id, eventTypeIds } = organization;
  const { bookings, eventType = {}, isTest: is_test = false, now } = plan;
  const { duration_minutes = 30, buffer_before_minutes = 0, buffer_after_minutes = 0 } = eventType;
  const start =
    bookings?.startOf?.(number) ?? (bookings?.from ?? now) + number * (bookings?.everyMinutes ?? 0) * 60_000;
  const end = start + duration_minutes * 60_000;
  const iso = (instant: number) => new Date(instant).toISOString();
  const event_type_id = eventTypeIds[number % eventTypeIds.length] as string;
  const createdAt = bookings?.createdAt?.(number);
  const id = createdAt === undefined ? newId('booking', now) : firstIdAt('booking', createdAt);
  const key = { organization_id, id };
  const invitee = { name: `Invitee ${number}`, email: `invitee-${number}@example.com`, timezone: 'UTC' };
  const allocation = {
    organization_id,
    id: newInternalId('alc', now),
    subject_id: host_id,
    is_test,
    kind: 'booking',
    event_type_id,
    slot_start: new Date(start),
    slot_end: new Date(end),
    reserved: `[${iso(start - buffer_before_minutes * 60_000)},${iso(end + buffer_after_minutes * 60_000)})`,
    capacity: eventType.max_attendees ?? 1,
    spots_taken: 1,
    created_at: new Date(createdAt ?? now),
    released_at: null,
  };
  const booking = {
    ...key,
    is_test,
    event_type_id,
    host_id,
    allocation_id: allocation.id,
    status: 'confirmed',
    start_at: new Date(start),
    end_at: new Date(end),
    invitee_name: invitee.name,
    invitee_email: invitee.email,
    invitee_timezone: invitee.timezone,
    attendees: [{ id: newId('attendee', now), ...invitee }],
    attendee_count: 1,
    metadata: { number },
    cancel_token_sealed: asBytea(sealNewToken(key, keyring)),
    revision: 0,
    created_at: allocation.created_at,
    updated_at: allocation.created_at,
  };
  const varied = bookings?.vary?.(number);
  return {
    allocation: { ...allocation, ...varied?.allocation },
    booking: { ...booking, ...varied?.booking },
  };
}

const asBytea = (bytes: Uint8Array): string => `\\x${Buffer.from(bytes).toString('hex')}`;

/** One statement: the rows travel as JSON, and PostgreSQL reads each field as its column's type. */
async function insertRows(db: Kysely<Schema>, table: keyof Schema, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = sql.join(Object.keys(rows[0] ?? {}).map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    db,
  );
}
