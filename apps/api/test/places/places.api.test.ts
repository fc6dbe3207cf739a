import { type Operation, operationList, takesIdempotencyKey } from '@astrocal/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changesShared } from '../contract/changes-shared.ts';
import { exampleRequestOf, idPlacesOf, urlOf } from '../contract/example-request.ts';
import { createWorld, type Holder, type World } from '../contract/world.ts';
import { createTestApi, type TestApi } from '../harness/api.ts';
import { prepareExample } from '../harness/people.ts';
import { createPairedDatabase, type PairedDatabase } from './paired-database.ts';

let paired: PairedDatabase;
let api: TestApi;
let world: World;
beforeAll(async () => {
  paired = await createPairedDatabase();
  api = await createTestApi('postgres', {}, { on: paired });
  world = createWorld(api);
});
afterAll(() => api.close());
beforeEach(() => {
  paired.faults.splice(0);
});

test('the two organizations are in a database each', () => {
  const sides = [api.own, api.other].map(({ organizationId }) => paired.sideOf(organizationId));
  expect(sides).toEqual([0, 1]);
});

describe('every operation names the organization in each statement', () => {
  /** With a key, or a session where it is about an account; with a token or nothing, where that is enough. */
  const callers = (op: Operation): readonly ('key' | 'other key' | 'stranger')[] =>
    op.access === 'session'
      ? ['key']
      : op.access === 'key'
        ? ['key', 'other key']
        : ['key', 'other key', 'stranger'];
  const cases = operationList.flatMap((op) => callers(op).map((caller) => ({ op, caller })));

  async function sent(op: Operation, caller: 'key' | 'other key' | 'stranger') {
    const { test: own, live, otherTest, otherLive } = world.holders;
    const [ofTest, ofLive] = caller === 'key' ? [own, live] : [otherTest, otherLive];
    const holder: Holder = changesShared(op) ? ofLive : ofTest;
    const ids = new Map<unknown, string>();
    let token: string | undefined;
    for (const place of idPlacesOf(op)) {
      if (ids.has(place.name)) continue;
      const thing = await world.make(place.noun, holder);
      token ??= thing.token;
      ids.set(place.name, thing.id);
      for (const [name, id] of Object.entries(thing.beside ?? {})) ids.set(name, id);
    }
    await prepareExample(api, op);
    const isOfSession = op.access === 'session';
    const request = exampleRequestOf(op, { ...world, id: ({ name }) => ids.get(name) ?? '' });
    const isStranger = caller === 'stranger';
    const query = { ...request.query, ...(isStranger && token !== undefined && { token }) };
    return api.call(op.method, urlOf(op, { ...request, query }), {
      ...(!isStranger && !isOfSession && { key: holder.key }),
      ...(request.body && { body: request.body }),
      headers: {
        ...(takesIdempotencyKey(op) && { 'idempotency-key': `${op.operationId} ${caller}` }),
        ...(isOfSession && api.person.headers('test')),
      },
    });
  }

  test.each(cases)('$op.operationId with $caller', async ({ op, caller }) => {
    const { status, body } = await sent(op, caller);
    expect({ faults: paired.faults, status, body }).toMatchObject({
      faults: [],
      status: Number(Object.keys(op.answers)[0]),
    });
  });
});
