import { nounWords, type Operation } from '@astrocal/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownerName } from '../../src/lib/principal.ts';
import { problemsOf } from '../contract/answers.ts';
import { exampleRequestOf, type IdPlace, idPlacesOf, urlOf } from '../contract/example-request.ts';
import { allRows, createWorld, type Holder, type Thing, type World } from '../contract/world.ts';
import { createTestApi, type TestAnswer, type TestApi, type TestFeatures } from '../harness/api.ts';
import type { DatabaseKind } from '../harness/databases.ts';
import { addPerson, prepareExample } from '../harness/people.ts';
import { reportFigure } from '../harness/report-figure.ts';
import {
  badCookiesOf,
  type Credential,
  credentialsOf,
  embedSessionsOf,
  restrictedTo,
  sessionsOf,
} from './credentials.ts';
import { expectedOutcome, isForThing, isOwnOnly, isReachable, type Target } from './expectations.ts';

/** One request of the matrix. */
interface Cell {
  readonly place: IdPlace | null;
  readonly credential: Credential;
  readonly target: Target | null;
}

const statusOf = { unauthorized: 401, forbidden: 403, not_found: 404, validation_error: 400 } as const;
const changes = ({ method }: Operation) => method !== 'GET';

/** Every operation with every credential, on an API of its own: who may do what, and who learns what. */
export const describeAccess = (kind: DatabaseKind, ops: readonly Operation[], made: TestFeatures = {}) =>
  describe(`who may do what (${kind})`, () => {
    let api: TestApi;
    let world: World;
    let credentials: Credential[];
    const judged = { refused: 0, allowed: 0 };

    beforeAll(async () => {
      api = await createTestApi(kind, {}, made);
      world = createWorld(api);
      const { test: holder } = world.holders;
      const { body: revoked } = await api.call('POST', '/v1/api-keys', {
        key: holder.key,
        body: { name: 'Soon revoked' },
      });
      await api.call('DELETE', `/v1/api-keys/${revoked.id}`, { key: holder.key });
      const given = async (less: object) =>
        (await api.call('POST', '/v1/api-keys', { key: holder.key, body: { name: 'Less', ...less } })).body
          .key;
      const restrictedKey = await given({ permissions: restrictedTo });
      const expiredKey = await given({ expires_at: new Date(api.clock.now() + 1_000).toISOString() });
      api.clock.moveBy(1_000);
      const stranger = await world.make('booking', holder);
      const waiting = await world.make('waitlist_entry', holder);
      const { organizationId } = holder;
      const over = await addPerson(api.deps, { organizationId, role: 'owner' });
      await sql`update sessions set expires_at = created_at where id = ${over.sessionId}`.execute(
        api.deps.database.db,
      );
      const keys = { revokedKey: revoked.key, expiredKey, restrictedKey };
      const all = [
        ...credentialsOf(world, { ...keys, stranger, waiting }),
        ...(await sessionsOf(api, world)),
        ...badCookiesOf(api, world, { over, key: revoked.key }),
        ...(await embedSessionsOf(api, world, makeSession)),
      ];
      // One connection and WebAssembly: there the half of the matrix that asks the database.
      credentials = kind === 'postgres' ? all : all.filter(({ actor }) => actor !== 'bad');
    });
    async function makeSession(holder: Holder, body: object): Promise<{ id: string; token: string }> {
      const answer = await api.call('POST', '/v1/embed-sessions', { key: holder.key, body });
      expect(answer.status, JSON.stringify(answer.body)).toBe(201);
      return answer.body;
    }

    /** The tokens of embedded sessions for very things, by whose they are, kind and thing. */
    const forThings = new Map<string, string>();
    const sessionName = ({ actor }: Credential, { id }: Thing) =>
      `${ownerName(actor as Holder)} ${JSON.stringify((actor as Holder).embed)} ${id}`;
    /** Makes the session that a credential brings along for a thing, where it brings one. */
    async function makeSessionFor(credential: Credential, place: IdPlace | null, thing: Thing | null) {
      if (!place || !thing || !isForThing(credential, place, thing)) return;
      const { embed } = credential.actor as Holder;
      const { id, beside, holder, token } = thing;
      const bodies = {
        booker: { event_type_id: id },
        booking: { booking_id: id },
        host: { member_id: place.noun === 'absence' ? beside?.id : (beside?.member_id ?? id) },
      } as const;
      const as = embed?.as ?? 'booker';
      const body = { kind: as, ...bodies[as], ...(embed?.isReadOnly && { read_only: true }) };
      const own = place.noun === 'embed_session' ? token : (await makeSession(holder, body)).token;
      forThings.set(sessionName(credential, thing), own ?? '');
    }

    afterAll(async () => {
      if (!made.features)
        reportFigure(`who may do what (${kind})`, {
          operations: ops.length,
          credentials: credentials.length,
          'requests judged': judged.refused + judged.allowed,
          'of them refused': judged.refused,
          allowed: judged.allowed,
        });
      await api.close();
    });

    describe.each(ops.map((op) => [op.operationId, op] as const))('%s', (_id, op) => {
      const places = idPlacesOf(op);

      const cases = places
        .filter((place) => !isWish(op, place))
        .map((place): [string, IdPlace | null] => [place.name, place]);
      test.each(cases.length === 0 ? [['no id', null] as [string, null]] : cases)(
        'every credential with %s',
        async (_name, place) => {
          const targets = place === null ? [null] : await targetsOf(place);
          await makeHomes(place);
          const cells = targets.flatMap((target) =>
            credentials
              // A text that names nothing is told apart by its form alone, whoever comes: keys ask, people need not.
              .filter(({ headers, isForTarget }) => !((headers || isForTarget) && target?.isMalformed))
              .map((credential) => ({ place, credential, target })),
          );
          for (const { credential, place, target } of cells)
            await makeSessionFor(credential, place, target?.thing ?? null);
          const isAllowed = (cell: Cell) => expectedOutcome(op, cell.place, cell) === 'success';
          const before = await allRows(api);
          for (const cell of cells.filter((each) => !isAllowed(each))) await expectRefusal(cell);
          expect(await allRows(api), 'refused requests changed something').toBe(before);
          for (const cell of cells.filter(isAllowed)) await expectSuccess(cell);
          // The premise of the line above: what is allowed does change something.
          if (changes(op)) expect(hasChanged || (await allRows(api)) !== before).toBe(true);
        },
      );

      async function targetsOf(place: IdPlace): Promise<Target[]> {
        const { test: own, live, otherTest, otherLive } = world.holders;
        const { noun, role } = place;
        const make = role === 'filter' ? world.makeForFilter : world.make;
        const mine = await make(noun, own);
        const alive = (name: string, thing: Thing) => ({ name, id: thing.id, thing });
        // A removed member is found by the bookings that it kept, and these are none.
        const keepsNothing = noun === 'member' && role === 'filter';
        const deleted = keepsNothing ? null : await world.makeDeleted(noun, own);
        const malformed = [
          'x',
          `${mine.id}0`,
          mine.id.toUpperCase(),
          mine.id.replace(/^\w+?_/, noun === 'organization' ? 'mbr_' : 'org_'),
        ];
        return [
          alive('own', mine),
          alive('of the other mode', await make(noun, live)),
          alive('of the other organization', await make(noun, otherTest)),
          alive('of the other organization, live', await make(noun, otherLive)),
          // What is kept of a deleted thing still belongs to it: a filter finds the bookings.
          ...(deleted
            ? [{ name: 'deleted', id: deleted.id, thing: role === 'filter' ? deleted : null }]
            : []),
          { name: 'unknown', id: unknownBeside(mine.id), thing: null },
          ...malformed.map((id) => ({
            name: `malformed: ${id}`,
            id,
            thing: null,
            isMalformed: true as const,
          })),
        ];
      }

      const kindsIn = (place: IdPlace) =>
        [place, ...places.filter(({ part }) => part === 'path')].map(
          ({ noun }) => `No ${nounWords(noun)} with this id.`,
        );

      /** A list may be of one thing, such as an endpoint's deliveries, and what a body names be for one: each takes their own. */
      const homes = new Map<string, Record<string, string>>();
      const nameOf = (actor: Credential['actor']) => (typeof actor === 'string' ? actor : ownerName(actor));
      async function makeHomes(place: IdPlace | null): Promise<void> {
        const paths = places.filter(({ part }) => part === 'path');
        if (!hasHome(place)) return;
        for (const holder of Object.values(world.holders))
          for (const { name, noun } of paths)
            homes.set(ownerName(holder), {
              ...homes.get(ownerName(holder)),
              [name]: (await world.make(noun, holder)).id,
            });
      }

      const besideOf = ({ place, credential, target }: Cell): Readonly<Record<string, string>> =>
        (hasHome(place) ? homes.get(nameOf(credential.actor)) : target?.thing?.beside) ?? {};

      const hasHome = (place: IdPlace | null) =>
        place?.role === 'cursor' || (place?.part === 'body' && places.some(({ part }) => part === 'path'));

      async function expectRefusal(cell: Cell): Promise<void> {
        judged.refused++;
        const answer = await ask(cell);
        const told = JSON.stringify({ credential: cell.credential.name, target: cell.target?.name, answer });
        expect(problemsOf(op, answer), told).toEqual([]);
        const outcome = expectedOutcome(op, cell.place, cell);
        expect(answer.status, told).toBe(statusOf[outcome as keyof typeof statusOf]);
        // What is in the caller's own organization is no secret to them.
        if (cell.target && outcome !== 'forbidden')
          expect(comparable(answer), told).toEqual(comparable(await askUnknown(cell, cell.target)));
        // The kind is told, and never the id: of a path that names two things, the first that is not there.
        if (cell.place && outcome === 'not_found')
          expect(kindsIn(cell.place), told).toContain(answer.body.error.message);
      }

      async function expectSuccess(cell: Cell): Promise<void> {
        judged.allowed++;
        const { place, credential, target } = cell;
        // Whatever changes a thing gets a thing of its own: a booking cannot be moved once it is cancelled.
        const fresh =
          changes(op) && place && target?.thing
            ? { ...target, ...(await renewed(place, target.thing, credential)) }
            : target;
        await makeSessionFor(credential, place, fresh?.thing ?? null);
        const { actor } = credential;
        const person = (typeof actor === 'object' && actor.person) || api.person;
        await prepareExample({ ...api, person }, op);
        const isWatched = changes(op) && !hasChanged;
        const before = isWatched ? await allRows(api) : '';
        const answer = await ask({ ...cell, target: fresh });
        if (isWatched) hasChanged = (await allRows(api)) !== before;
        // Whoever signed out, or has another password now, is to come again.
        if (isAboutPeople) await renewPeople();
        const told = JSON.stringify({ credential: credential.name, target: target?.name, answer });
        expect(problemsOf(op, answer), told).toEqual([]);
        expect(Object.keys(op.answers), told).toContain(String(answer.status));
        if (op.access !== 'open') expectOnlyOf(op, cell, answer, told);
        if (!place || !target || place.role === 'target' || credential.actor === 'nobody') return;
        if (credential.actor === 'bad') return;
        const reaches =
          target.thing && isReachable(credential.actor, target.thing) && !isOwnOnly(credential.actor, op);
        if (!reaches && !target.isMalformed)
          expect(comparable(answer), told).toEqual(comparable(await askUnknown(cell, target)));
        if (place.role === 'filter') expect(answer.body.data.length > 0, told).toBe(Boolean(reaches));
      }

      const isAboutPeople = op.access === 'session' || op.changesCookie === true;
      let hasChanged = false;
      async function renewPeople(): Promise<void> {
        for (const { actor } of credentials) if (typeof actor === 'object') await actor.person?.renew();
        await api.person.renew();
      }

      async function renewed(
        { noun }: IdPlace,
        { holder }: Thing,
        { actor }: Credential,
      ): Promise<{ id: string; thing: Thing }> {
        const thing = await world.make(noun, holder);
        // Each mode has the times of a member for itself: those of whoever asks.
        const isOfTimes = noun === 'member' && places.some((each) => each.noun === 'absence');
        if (!isOfTimes || typeof actor === 'string') return { id: thing.id, thing };
        return {
          id: thing.id,
          thing: { ...thing, beside: { absence_id: await world.makeAbsence(actor, thing.id) } },
        };
      }

      const askUnknown = (cell: Cell, target: Target) =>
        ask({
          ...cell,
          target: { ...target, id: target.isMalformed ? 'another' : unknownBeside(target.id) },
        });

      function ask({ place, credential, target }: Cell): Promise<TestAnswer> {
        const id = ({ name }: IdPlace) =>
          (name === place?.name ? target?.id : besideOf({ place, credential, target })[name]) ?? 'never';
        const request = exampleRequestOf(op, { ...world, id }, place);
        const own = target?.thing && forThings.get(sessionName(credential, target.thing));
        const authorization = own ? `Bearer ${own}` : credential.authorization;
        const query: Record<string, string> = { ...request.query };
        if (place?.part === 'query' && target) query[place.name] = target.id;
        if (credential.token) query.token = credential.token(target?.thing ?? null);
        return api.call(op.method, urlOf(op, { params: request.params, query }), {
          // Everybody comes from elsewhere: who signs in is limited by the address.
          ...(op.access === 'open' && { address: `203.0.113.${credentials.indexOf(credential) + 1}` }),
          ...(request.body && { body: request.body }),
          headers: {
            ...credential.headers,
            ...(authorization !== undefined && { authorization }),
          },
        });
      }
    });
  });

/** What anyone can tell of an answer but for the id of the request. */
function comparable({ status, headers, body }: TestAnswer) {
  const { 'request-id': _id, date: _date, ...others } = headers;
  const { request_id: _same, ...error } = body?.error ?? {};
  return { status, headers: others, body: body?.error ? { error } : body };
}

/** Who shall hold a meeting is judged by the hosts of its event type, whoever else is known: wished-hosts.api.test.ts. */
const isWish = ({ operationId }: Operation, { part, noun, name }: IdPlace): boolean =>
  (noun === 'member' && ['getAvailability', 'createBooking', 'reassignBooking'].includes(operationId)) ||
  (part === 'body' && operationId === 'createEmbedSession' && name === 'host_id');

const digits = '0123456789abcdefghjkmnpqrstvwxyz';

/** The id that comes next after `id`, which nothing has: in a list it would stand at the same place. */
function unknownBeside(id: string): string {
  const last = digits.indexOf(id.slice(-1));
  const head = id.slice(0, -1);
  return last === digits.length - 1 ? `${unknownBeside(head)}0` : head + digits[last + 1];
}

/** Whatever an answer shows is of one organization and one mode: those of the caller, or of the thing itself. */
function expectOnlyOf(
  op: Operation,
  { place, credential: { actor }, target }: Cell,
  { status, body }: TestAnswer,
  told: string,
): void {
  const holder = typeof actor === 'object' ? actor : target?.thing?.holder;
  const seen = { organization_id: new Set<unknown>(), is_test: new Set<unknown>() };
  JSON.stringify(body, (key, value) => {
    if (key in seen) seen[key as keyof typeof seen].add(value);
    return value;
  });
  for (const organization of seen.organization_id) expect(organization, told).toBe(holder?.organizationId);
  // Members are of both modes: a test key reads live ones too, and people make such.
  const isMade = op.operationId === 'createMember' && typeof actor === 'object' && actor.person !== undefined;
  const isShared = isMade || (place?.noun === 'member' && place.role !== 'filter');
  for (const isTest of seen.is_test) if (isTest || !isShared) expect(isTest, told).toBe(holder?.isTest);
  if (actor !== 'nobody') return;
  // More than the public part of an event type, and tokens that somebody else holds, are for keys.
  const forKeys = status === 201 ? ['bookings_remaining'] : ['bookings_remaining', 'cancel_token'];
  for (const field of forKeys) expect(body, told).not.toHaveProperty(field);
}
