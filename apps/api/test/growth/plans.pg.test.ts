import { type Operation, operationList, takesIdempotencyKey } from '@astrocal/contract';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import { type AgingRows, deleteOlder } from '../../src/db/delete-older.ts';
import { everywhere } from '../../src/db/everywhere.ts';
import { expireUnpaid } from '../../src/features/bookings/expire-unpaid.ts';
import { handOver } from '../../src/features/bookings/hand-over.ts';
import { expireEntry } from '../../src/features/waitlist/expire.ts';
import { promote } from '../../src/features/waitlist/promotion-jobs.ts';
import { changesShared } from '../contract/changes-shared.ts';
import { exampleRequestOf, idPlacesOf, resolve, urlOf } from '../contract/example-request.ts';
import { createWorld, type World } from '../contract/world.ts';
import { addPerson, prepareExample, type SignedInPerson } from '../harness/people.ts';
import {
  type Explained,
  explaining,
  nodesOf,
  planModes,
  tablesOfOrganizations,
  unboundScans,
} from './explained.ts';
import { createGrowthWorld, type GrowthWorld, rare } from './growth-world.ts';

/** From this many rows on a table counts as full: reading it as a whole, or sorting as many, is a fault. */
const many = 1_000;

/** Tables that hold a handful of rows however much is booked. */
const small = ['installation', 'kysely_migration', 'kysely_migration_lock', 'queue', 'server_processes'];

let growth: GrowthWorld;
let world: World;
/** Who asks what is about an account. */
let person: SignedInPerson;
/** Their rows are found within one organization, by its value. */
let ofOrganizations: string[];
beforeAll(async () => {
  growth = await createGrowthWorld({ bookings: 8_000, eventTypes: 1_000 });
  const { api, organization } = growth;
  const own = { ...api.own, organizationId: organization.organizationId, testKey: organization.key };
  person = await addPerson(api.deps, { organizationId: organization.organizationId, role: 'owner' });
  world = createWorld({ ...api, own, person });
  ofOrganizations = await tablesOfOrganizations(api.deps.database.db);
}, patience.timeout);
afterAll(() => growth?.api.close());

/** What is wrong with the plans of the statements, in sentences. */
function faultsOf(statements: readonly Explained[], mayRead: readonly string[] = []): string[] {
  const unbound = statements.flatMap((each) => unboundScans(each, ofOrganizations));
  const faults = statements.flatMap(({ text, plans }) =>
    planModes.flatMap((mode) =>
      nodesOf(plans[mode]).flatMap((node) => {
        const table = node['Relation Name'] ?? '';
        const rows = node['Actual Rows'];
        const reads =
          node['Node Type'] === 'Seq Scan' &&
          ![...small, ...mayRead].includes(table) &&
          `reads all of ${table}`;
        const sorts = node['Node Type'] === 'Sort' && rows >= many && `sorts ${rows} rows`;
        return [reads, sorts].filter(Boolean).map((fault) => `The ${mode} plan ${fault}: ${text}`);
      }),
    ),
  );
  return [...unbound, ...faults];
}

const aWaiting = ({ api, organization }: GrowthWorld) =>
  api.deps.database.db
    .selectFrom('waitlist_entries')
    .select(['id', 'event_type_id'])
    .where('organization_id', '=', organization.organizationId)
    .where('status', '=', 'waiting')
    .orderBy('id')
    .executeTakeFirstOrThrow();

test('every table that can grow is full', async () => {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind = 'r' and reltuples < ${many} order by 1`.execute(
    growth.api.deps.database.db,
  );
  expect(rows.map(({ name }) => name).filter((name) => !small.includes(name))).toEqual([]);
});

describe('a statement that is bound to no value of an organization is found out', () => {
  const scan = async (statement: (organizationId: string) => RawBuilder<unknown>) => {
    const { api, organization } = growth;
    const run = () => statement(organization.organizationId).execute(api.deps.database.db);
    return (await explaining(run)).flatMap((each) => unboundScans(each, ofOrganizations));
  };

  test.each<[string, number, (organizationId: string) => RawBuilder<unknown>]>([
    ['an id alone', 1, () => sql`select id from bookings where id = ${'bkg_1'}`],
    [
      'a column of another table',
      1,
      (id) => sql`select e.id from event_types e cross join lateral (
        select id from members where organization_id = e.organization_id limit 1) m
        where e.organization_id = ${id} limit 1`,
    ],
    ['nothing', 1, () => sql`select last from event_heads limit 1`],
    [
      'the value in both',
      0,
      (id) => sql`select e.id from event_types e cross join lateral (
        select id from members where organization_id = ${id} limit 1) m
        where e.organization_id = ${id} limit 1`,
    ],
    ['the value in an index', 0, (id) => sql`select id from bookings where organization_id = ${id} limit 1`],
    ['a mark that says so', 0, () => sql`select ${sql.raw(everywhere)} id from bookings limit 1`],
  ])('%s: %i', async (_, count, statement) => {
    expect(await scan(statement)).toHaveLength(count);
  });
});

describe('no table is read as a whole, and each row found within its organization, by', () => {
  /** A value for each filter of a list, beside the ids, which the world makes. */
  const filters: Readonly<Record<string, Record<string, string>>> = {
    limit: { limit: '100' },
    active: { active: 'false' },
    status: { status: rare.status },
    invitee_email: { invitee_email: rare.email },
    recipient_email: { recipient_email: rare.email },
    start_after: { start_after: '2026-06-01T08:00:00Z' },
    start_before: { start_before: '2026-05-20T08:00:00Z' },
    metadata: { [`metadata[${rare.metadata[0]}]`]: rare.metadata[1] },
    event: { event: rare.event },
    role: { role: 'member' },
    external_id: { external_id: 'user-17' },
    timezone: { timezone: 'America/New_York' },
    duration: { duration: '30' },
    period: { period: '7d' },
  };

  /** Lists of other things know other states: of those, the last. */
  function filterOf(op: Operation, parameter: string): Record<string, string> | undefined {
    const values = resolve(resolve(op.query).properties?.[parameter]).enum;
    const filter = filters[parameter];
    return filter && values && !values.includes(filter[parameter])
      ? { [parameter]: String(values.at(-1)) }
      : filter;
  }

  /**
   * Sends the operation's example, with one optional parameter of the query where one is named; without a key with
   * the token, where a thing has one.
   */
  async function sent(
    op: Operation,
    { parameter, caller }: { parameter?: string | undefined; caller: 'key' | 'stranger' },
  ): Promise<Explained[]> {
    // A live key of another organization: its statements are the same.
    const holder = changesShared(op) ? world.holders.live : world.holders.test;
    const ids = new Map<unknown, string>();
    for (const place of idPlacesOf(op)) {
      if (ids.has(place.name)) continue;
      const thing = await world.make(place.noun, holder);
      ids.set(place.name, thing.id);
      for (const [name, id] of Object.entries(thing.beside ?? {})) ids.set(name, id);
      if (caller === 'stranger' && thing.token !== undefined) ids.set('token', thing.token);
    }
    const idOf = (name: string): string => ids.get(name) ?? '';
    const request = exampleRequestOf(op, { ...world, id: ({ name }) => idOf(name) });
    const more =
      parameter === undefined
        ? {}
        : (filterOf(op, parameter) ??
          (await wishOf(parameter, idOf('event_type_id'))) ?? { [parameter]: idOf(parameter) });
    const token = ids.has('token') ? { token: idOf('token') } : {};
    const url = urlOf(op, { ...request, query: { ...request.query, ...more, ...token } });
    let status = 0;
    if (op.access === 'session')
      await prepareExample({ deps: growth.api.deps, person, other: world.holders.otherTest }, op);
    const statements = await explaining(async () => {
      const answer = await growth.api.call(op.method, url, {
        ...(caller === 'key' && op.access !== 'session' && { key: holder.key }),
        ...(request.body && { body: request.body }),
        headers: {
          ...(takesIdempotencyKey(op) && { 'idempotency-key': url }),
          ...(op.access === 'session' && person.headers('test')),
        },
      });
      status = answer.status;
    });
    expect({ url, status }).toEqual({ url, status: Number(Object.keys(op.answers)[0]) });
    return statements;
  }

  /** What asks for the first host of the event type. */
  async function wishOf(parameter: string, eventTypeId: string) {
    if (parameter !== 'host_id') return undefined;
    const path = `/v1/event-types/${eventTypeId}/hosts`;
    const { body } = await growth.api.call('GET', path, { key: world.holders.test.key });
    return { host_id: body.data[0].member_id };
  }

  const optional = (op: Operation) => {
    const { properties = {}, required = [] } = resolve(op.query);
    // Attributes are compared with what the same statement reads.
    const others = ['token', 'host_attributes'];
    return Object.keys(properties).filter((name) => !required.includes(name) && !others.includes(name));
  };
  const asked = operationList
    .filter(({ access }) => access !== 'open')
    .flatMap((op) => [undefined, ...optional(op)].map((parameter) => ({ op, parameter })));

  test.each(
    asked.map(({ op, parameter }) => ({ op, parameter, name: `${op.operationId} ${parameter ?? ''}` })),
  )('$name', async ({ op, parameter }) => {
    const isId = idPlacesOf(op).some(({ name }) => name === parameter);
    expect(
      parameter === undefined || isId || parameter in filters || parameter === 'host_id',
      `no value is known for ${parameter}`,
    ).toBe(true);
    const statements = await sent(op, { parameter, caller: 'key' });
    expect(statements.length).toBeGreaterThan(0);
    expect(faultsOf(statements)).toEqual([]);
  });

  const withoutKey = operationList.filter(({ access }) => access === 'public' || access === 'token');
  test.each(withoutKey.map((op) => ({ op, name: op.operationId })))('$name without a key', async ({ op }) => {
    const statements = await sent(op, { caller: 'stranger' });
    expect(statements.length).toBeGreaterThan(0);
    expect(faultsOf(statements)).toEqual([]);
  });

  /** What is older than 30 days by the clock of this world, which is behind that of the database. */
  const deleteOld = (aging: AgingRows) => {
    const { database, clock } = growth.api.deps;
    return deleteOlder(database.db, aging, Date.now() - clock.now() + 30 * 86_400_000);
  };

  const jobs: Record<string, () => Promise<unknown>> = {
    'the deletion of old messages': () => deleteOld({ table: 'events' }),
    'the deletion of old deliveries': () => deleteOld({ table: 'webhook_deliveries', keepsPending: true }),
    'the deletion of old mails': () => deleteOld({ table: 'mails', keepsPending: true }),
    'the deletion of old answers': () => deleteOld({ table: 'idempotency_keys', key: ['scope', 'key'] }),
    'the search for who waits for a host': () => {
      const { api, organization } = growth;
      return promote.handle(api.deps, {
        data: { ...organization, isTest: true },
      } as unknown as Parameters<typeof promote.handle>[1]);
    },
    'the promotion of who waits for an event type': async () => {
      const { api, organization } = growth;
      const { event_type_id: eventTypeId } = await aWaiting(growth);
      await promote.handle(api.deps, {
        data: { organizationId: organization.organizationId, eventTypeId },
      } as Parameters<typeof promote.handle>[1]);
    },
    'the expiry of a waitlist entry': async () => {
      const { api, organization } = growth;
      const { id: entryId } = await aWaiting(growth);
      await api.deps.database.db
        .updateTable('waitlist_entries')
        .set({ expires_at: new Date(0) })
        .where('organization_id', '=', organization.organizationId)
        .where('id', '=', entryId)
        .execute();
      await expireEntry.handle(api.deps, {
        data: { organizationId: organization.organizationId, entryId },
      } as Parameters<typeof expireEntry.handle>[1]);
    },
    'the handing over of a removed member’s bookings': async () => {
      const { api, organization } = growth;
      const { organizationId: organization_id, hostId } = organization;
      const removal = { organization_id, member_id: hostId };
      const { id } = await api.deps.database.db
        .updateTable('member_removals')
        .set({ finished_at: null })
        .where('organization_id', '=', removal.organization_id)
        .where('member_id', '=', removal.member_id)
        .returning('id')
        .executeTakeFirstOrThrow();
      const signal = AbortSignal.timeout(1);
      await handOver
        .handle(api.deps, { id: 'job', data: { organization_id, id }, signal })
        .catch(() => undefined);
    },
    'the expiry of an unpaid booking': async () => {
      const { api, organization } = growth;
      const { id } = await api.deps.database.db
        .selectFrom('bookings')
        .select('id')
        .where('organization_id', '=', organization.organizationId)
        .where('status', '=', rare.status)
        .executeTakeFirstOrThrow();
      api.clock.moveBy(2 * 3_600_000);
      await expireUnpaid.handle(api.deps, {
        data: { organizationId: organization.organizationId, bookingId: id },
      } as Parameters<typeof expireUnpaid.handle>[1]);
    },
  };
  test.each(Object.entries(jobs))('%s', async (_, job) => {
    const statements = await explaining(job);
    expect(statements.length).toBeGreaterThan(0);
    // A start asks for the last row of each organization's log.
    expect(faultsOf(statements, ['organizations'])).toEqual([]);
  });
});
