import type { EmbedKind, Noun, Role } from '@astrocal/contract';
import { sql } from 'kysely';
import { codeAt } from '../../src/features/accounts/totp.ts';
import { mailBookingFor } from '../../src/features/notifications/mail-facts.ts';
import { postMails } from '../../src/features/notifications/post-mails.ts';
import type { TestApi } from '../harness/api.ts';
import { addPerson, exampleTotpSecret, type SignedInPerson, signInPerson } from '../harness/people.ts';

/** Whose things are: an organization in one mode. */
export interface Holder {
  readonly organizationId: string;
  readonly isTest: boolean;
  readonly key: string;
  /** Who acts for it, where it is not the key. */
  readonly person?: SignedInPerson & { readonly role: Role };
  /** What it is for, where it comes with an embedded session. */
  readonly embed?: { readonly as: EmbedKind; readonly isReadOnly?: true };
}

export interface Thing {
  readonly id: string;
  readonly holder: Holder;
  /** What lets its bearer reach it. */
  readonly token?: string;
  /** The ids that a request takes beside this one, by their names. */
  readonly beside?: Readonly<Record<string, string>>;
  /** True for what an organization has once, for both modes. */
  readonly isOfBothModes?: true;
  /** Of what belongs to a person: whose it is. */
  readonly userId?: string;
  /** True for what live mode has and test mode reads. */
  readonly isShared?: true;
}

/** Things of every noun that a request may name, made through the API itself. */
export interface World {
  readonly holders: Readonly<Record<'test' | 'live' | 'otherTest' | 'otherLive', Holder>>;
  make(noun: Noun, holder: Holder): Promise<Thing>;
  /** One by which a filter of a list finds something. */
  makeForFilter(noun: Noun, holder: Holder): Promise<Thing>;
  /** A thing that was there and is not any more; null for nouns that nothing deletes. */
  makeDeleted(noun: Noun, holder: Holder): Promise<Thing | null>;
  /** An absence of a member, in the holder's mode. Returns its id. */
  makeAbsence(holder: Holder, memberId: string): Promise<string>;
  /** A time that no booking of this world has, and that every event type of it offers. */
  freeInstant(): string;
  /** A time that is booked at every event type of this world. */
  readonly takenInstant: string;
  freeSlug(): string;
  /** The code that the app of the examples shows now. */
  otp(): string;
}

const firstFreeInstant = Date.parse('2026-06-08T00:00:00Z');
const takenInstant = '2026-06-07T12:00:00Z';
const slotMs = 30 * 60_000;
const everyDay = [0, 1, 2, 3, 4, 5, 6];

export function createWorld(api: TestApi): World {
  const { own, other } = api;
  const holders = {
    test: { organizationId: own.organizationId, isTest: true, key: own.testKey },
    live: { organizationId: own.organizationId, isTest: false, key: own.liveKey },
    otherTest: { organizationId: other.organizationId, isTest: true, key: other.testKey },
    otherLive: { organizationId: other.organizationId, isTest: false, key: other.liveKey },
  };
  let made = 0;
  const freeInstant = () => `${new Date(firstFreeInstant + slotMs * made++).toISOString().slice(0, -5)}Z`;
  const freeSlug = () => `slug-${made++}`;

  /** Calls the API and insists on success: a fixture that fails quietly makes every test after it pass. */
  async function ask(holder: Holder, method: string, path: string, body?: unknown) {
    const answer = await api.call(method, path, { key: holder.key, ...(body !== undefined && { body }) });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** With one booking and one waitlist entry, so that lists which it narrows hold something. */
  async function makeEventType(holder: Holder): Promise<Thing> {
    const { id } = await ask(holder, 'POST', '/v1/event-types', {
      title: 'Around the clock',
      slug: freeSlug(),
      duration_minutes: 30,
      waitlist_enabled: true,
    });
    await ask(holder, 'PUT', `/v1/event-types/${id}/availability`, {
      timezone: 'UTC',
      rules: everyDay.map((day_of_week) => ({ day_of_week, start_time: '00:00', end_time: '24:00' })),
    });
    await takeTime(holder, id);
    await book(holder, id);
    await wait(holder, id);
    return { id, holder };
  }

  const book = (holder: Holder, eventTypeId: string, start_time = freeInstant()) =>
    ask(holder, 'POST', '/v1/bookings', {
      event_type_id: eventTypeId,
      start_time,
      invitee_name: 'Alex Johnson',
      invitee_email: 'alex@example.com',
    });

  /** One booking takes the time of the host, which is that of all event types. */
  const taken = new Map<Holder, Promise<unknown>>();
  function takeTime(holder: Holder, eventTypeId: string): Promise<unknown> {
    const booking = taken.get(holder) ?? book(holder, eventTypeId, takenInstant);
    taken.set(holder, booking);
    return booking;
  }

  const wait = (holder: Holder, eventTypeId: string) =>
    ask(holder, 'POST', '/v1/waitlist', {
      event_type_id: eventTypeId,
      start_time: takenInstant,
      invitee_name: 'Alex Johnson',
      invitee_email: `alex-${made++}@example.com`,
      invitee_timezone: 'UTC',
    });

  const eventTypes = new Map<Holder, Promise<Thing>>();
  async function someEventType(holder: Holder): Promise<string> {
    const eventType = eventTypes.get(holder) ?? makeEventType(holder);
    eventTypes.set(holder, eventType);
    return (await eventType).id;
  }
  const makeBooking = async (holder: Holder) => book(holder, await someEventType(holder));

  /** With one delivery, of a sample. */
  async function makeEndpoint(holder: Holder): Promise<Thing> {
    const url = 'https://example.com/webhooks';
    const { id } = await ask(holder, 'POST', '/v1/webhooks', { url, events: ['booking.created'] });
    const delivery = await ask(holder, 'POST', `/v1/webhooks/${id}/test`);
    return { id, beside: { delivery_id: delivery.id }, holder };
  }

  /** A holder has 50 at most: of many that were made the oldest goes. */
  const room = new Map<Holder, string[]>();
  async function makeEndpointInRoom(holder: Holder): Promise<Thing> {
    const ids = room.get(holder) ?? [];
    room.set(holder, ids);
    if (ids.length >= 40) await ask(holder, 'DELETE', `/v1/webhooks/${ids.shift()}`).catch(() => undefined);
    const endpoint = await makeEndpoint(holder);
    ids.push(endpoint.id);
    return endpoint;
  }

  async function makeMember(holder: Holder): Promise<string> {
    const member = {
      name: 'Sam Rivera',
      email: `member-${made++}@example.com`,
    };
    return (await ask(holder, 'POST', '/v1/members', member)).id;
  }

  /** With two hosts, who are booked together, so that one of them may go; and with somebody who is to be one. */
  async function makeHosted(holder: Holder): Promise<Thing> {
    const { id } = await makeEventType(holder);
    await ask(holder, 'PATCH', `/v1/event-types/${id}`, { assignment_strategy: 'collective' });
    const hosts = `/v1/event-types/${id}/hosts`;
    const { id: host_id } = await ask(holder, 'POST', hosts, { member_id: await makeMember(holder) });
    const member_id = await makeMember(holder);
    return { id, beside: { host_id, member_id, hosts: member_id }, holder };
  }

  async function makeAbsence(holder: Holder, memberId: string): Promise<string> {
    const days = { start_date: '2026-07-06', end_date: '2026-07-07' };
    return (await ask(holder, 'POST', `/v1/members/${memberId}/absences`, days)).id;
  }

  const away = new Map<Holder, Promise<string>>();
  const endpoints = new Map<Holder, Promise<Thing>>();
  const makers: Partial<Record<Noun, (holder: Holder) => Promise<Thing>>> = {
    event_type: makeHosted,
    // All of a holder's are of one member, whose list they make.
    absence: async (holder) => {
      const made = away.get(holder) ?? makeMember(holder);
      away.set(holder, made);
      const id = await made;
      return { id: await makeAbsence(holder, id), beside: { id }, holder };
    },
    host: async (holder) => {
      const { id, beside = {} } = await makeHosted(holder);
      return { id: beside.host_id as string, beside: { id }, holder };
    },
    booking: async (holder) => {
      const booking = await makeBooking(holder);
      const { id, cancel_token: token, event_type_id, assigned_host } = booking;
      await mailAbout(api, holder, booking);
      const { member_id } = assigned_host;
      return { id, token, beside: { event_type_id, member_id }, holder };
    },
    waitlist_entry: async (holder) => {
      const { id, cancel_token: token } = await wait(holder, await someEventType(holder));
      return { id, token, holder };
    },
    api_key: async (holder) => {
      const { id } = await ask(holder, 'POST', '/v1/api-keys', { name: 'Made by a test' });
      return { id, holder };
    },
    webhook_endpoint: makeEndpointInRoom,
    // All of a holder's are of one endpoint, whose list they make.
    webhook_delivery: async (holder) => {
      const made = endpoints.get(holder) ?? makeEndpoint(holder);
      endpoints.set(holder, made);
      const { id: endpointId } = await made;
      const { id } = await ask(holder, 'POST', `/v1/webhooks/${endpointId}/test`);
      return { id, beside: { id: endpointId }, holder };
    },
    // About a booking of its own.
    mail: async (holder) => {
      const booking = await makeBooking(holder);
      return { id: await mailAbout(api, holder, booking), holder };
    },
    organization: async (holder) => ({ id: holder.organizationId, holder, isOfBothModes: true }),
    // Of the account of the examples, which is that of the first organization's owner; elsewhere somebody's.
    session: async (holder) => {
      const { organizationId } = holder;
      const whose =
        organizationId === api.own.organizationId
          ? api.person
          : await addPerson(api.deps, { organizationId, role: 'member' });
      const { sessionId: id, userId } = await signInPerson(api.deps, { ...whose, organizationId });
      return { id, userId, holder, isOfBothModes: true };
    },
    // By a live key: test mode invites nobody.
    invitation: async (holder) => {
      const { live, otherLive } = holders;
      const by = holder.organizationId === live.organizationId ? live : otherLive;
      const body = { email: `invited-${made++}@example.com`, role: 'member' };
      const { id } = await ask(by, 'POST', '/v1/invitations', body);
      return { id, holder, isOfBothModes: true };
    },
    member: async (holder) => {
      const id = await makeMember(holder);
      return { id, holder, ...(!holder.isTest && { isShared: true }) };
    },
    embed_session: async (holder) => {
      const body = { kind: 'booker', event_type_id: await someEventType(holder) };
      const { id, token } = await ask(holder, 'POST', '/v1/embed-sessions', body);
      return { id, token, holder };
    },
    member_removal: async (holder) => {
      const { id: memberId } = await make('member', holder);
      const { id } = await ask(holder, 'DELETE', `/v1/members/${memberId}`);
      return { id, holder };
    },
    message: async (holder) => {
      await makeBooking(holder);
      // Its own last one: the API shows a log from the beginning.
      const { id } = await api.deps.database.db
        .selectFrom('events')
        .select('id')
        .where('organization_id', '=', holder.organizationId)
        .where('is_test', '=', holder.isTest)
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow();
      return { id, holder };
    },
  };

  const removers: Partial<Record<Noun, (thing: Thing) => Promise<unknown>>> = {
    webhook_endpoint: ({ id, holder }) => ask(holder, 'DELETE', `/v1/webhooks/${id}`),
    // Kept for 30 days.
    webhook_delivery: ({ id }) =>
      sql`delete from webhook_deliveries where id = ${id}`.execute(api.deps.database.db),
    event_type: ({ id, holder }) => ask(holder, 'DELETE', `/v1/event-types/${id}`),
    absence: ({ id, beside, holder }) => ask(holder, 'DELETE', `/v1/members/${beside?.id}/absences/${id}`),
    host: ({ id, beside, holder }) => ask(holder, 'DELETE', `/v1/event-types/${beside?.id}/hosts/${id}`),
    member: ({ id, holder }) => ask(holder, 'DELETE', `/v1/members/${id}`),
    invitation: ({ id }) => sql`delete from invitations where id = ${id}`.execute(api.deps.database.db),
    // So are mails.
    mail: ({ id }) => sql`delete from mails where id = ${id}`.execute(api.deps.database.db),
    // The log is kept for 30 days.
    message: ({ id }) => sql`delete from events where id = ${id}`.execute(api.deps.database.db),
  };

  async function make(noun: Noun, holder: Holder): Promise<Thing> {
    const maker = makers[noun];
    if (!maker) throw new Error(`An operation takes the id of a ${noun}: teach the world to make one.`);
    return maker(holder);
  }

  return {
    holders,
    make,
    makeAbsence,
    async makeForFilter(noun, holder) {
      if (noun !== 'member') return make(noun, holder);
      const { assigned_host } = await makeBooking(holder);
      return { id: assigned_host.member_id, holder, isOfBothModes: true };
    },
    async makeDeleted(noun, holder) {
      const remove = removers[noun];
      if (!remove) return null;
      const thing = await make(noun, holder);
      await remove(thing);
      return thing;
    },
    freeInstant,
    takenInstant,
    freeSlug,
    otp: () => codeAt(exampleTotpSecret, api.clock.now()),
  };
}

/** A mail as the worker of another process would write it. */
async function mailAbout(
  { deps }: TestApi,
  { organizationId, isTest }: Holder,
  // biome-ignore lint/suspicious/noExplicitAny: as the API answers it
  booking: any,
): Promise<string> {
  const { invitee_name: name, invitee_email: address, cancel_token: token } = booking;
  await deps.database.inTransaction((tx) =>
    postMails(deps, tx, organizationId, [
      {
        isTest,
        cause: booking.id,
        role: 'invitee',
        facts: {
          kind: 'booking_confirmed',
          to: { name, address },
          organizationName: 'Own',
          role: 'invitee',
          timezone: 'UTC',
          booking: mailBookingFor(address, booking),
          token,
        },
        about: { id: booking.id, revision: booking.revision },
      },
    ]),
  );
  const { id } = await deps.database.db
    .selectFrom('mails')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('cause', '=', booking.id)
    .executeTakeFirstOrThrow();
  return id;
}

/** Every row of every table of ours as one text, so that a table which comes later is looked at too. */
export async function allRows({ deps: { database } }: TestApi): Promise<string> {
  const tables = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(database.db);
  const texts: string[] = [];
  for (const { name } of tables.rows) {
    // When a key was last used is written by reads and refusals as well.
    const { rows } = await sql<{ text: string | null }>`
      select string_agg(row, E'\n' order by row) as text
      from (select (to_jsonb(t) - 'last_used_at')::text as row from ${sql.table(name)} t) as rows`.execute(
      database.db,
    );
    texts.push(`${name}\n${rows[0]?.text ?? ''}`);
  }
  return texts.join('\n\n');
}
