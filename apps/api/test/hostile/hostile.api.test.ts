import { operationList } from '@astrocal/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patience, proofSize } from '../../../../packages/scheduling/test/proof-size.ts';
import { seededIntegers } from '../../../../packages/scheduling/test/random.ts';
import { docsPaths } from '../../src/faces/docs/index.ts';
import { problemsOf } from '../contract/answers.ts';
import { changesShared } from '../contract/changes-shared.ts';
import { exampleRequestOf, type IdPlace, idPlacesOf } from '../contract/example-request.ts';
import { createWorld, type Thing, type World } from '../contract/world.ts';
import { createTestApi, type TestAnswer, type TestApi } from '../harness/api.ts';
import { prepareExample } from '../harness/people.ts';
import { reportFigure } from '../harness/report-figure.ts';
import { mutate, mutationNames, operationOf, type WireRequest } from './hostile-requests.ts';

const seed = proofSize('ASTROCAL_PROOF_SEED', 20_260_601);
const requests = proofSize('ASTROCAL_PROOF_REQUESTS', 3000);
const maxTold = 5;

let api: TestApi;
let world: World;
beforeAll(async () => {
  api = await createTestApi();
  world = createWorld(api);
});
afterAll(() => api.close());

test(
  `no request of ${requests} (seed ${seed}) is answered with a fault or off the contract`,
  patience,
  async () => {
    const random = seededIntegers(seed);
    const failures: string[] = [];
    const succeeded = new Set<string>();
    const mutated = new Set<string>();
    const statuses = new Map<number, number>();
    for (let i = 0; i < requests && failures.length < maxTold; i++) {
      const op = operationList[i % operationList.length] as (typeof operationList)[number];
      const ids = await idsFor(idPlacesOf(op));
      const request = exampleRequestOf(op, {
        ...world,
        id: ({ noun }) => ids.get(noun) ?? '',
      });
      await prepareExample(api, op);
      const session = api.person.headers('test');
      // Test mode changes nothing that both modes share.
      const key = changesShared(op) ? api.own.liveKey : api.own.testKey;
      const { wire, names } = mutate(op, { request, key, session, random });
      const answer = await send(wire);
      const problems = problemsWith(wire, answer);
      if (problems.length > 0) failures.push(tell(wire, { names, problems }));
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (answer.status < 300 && names.length === 0) succeeded.add(op.operationId);
      for (const name of names) mutated.add(name);
    }
    expect(failures).toEqual([]);
    // The premise: what was bent was valid before, every way of bending was used, and both ends were met.
    expect([...mutated].sort()).toEqual([...mutationNames].sort());
    expect([...succeeded].sort()).toEqual(operationList.map(({ operationId }) => operationId).sort());
    for (const status of [200, 201, 204, 400, 401, 404, 409, 413, 415])
      expect([...statuses.keys()]).toContain(status);
    const { status } = await api.call('GET', '/ready');
    expect(status).toBe(200);
    const answered = (first: number, last: number) =>
      [...statuses].reduce((sum, [each, count]) => (first <= each && each <= last ? sum + count : sum), 0);
    reportFigure('hostile requests', {
      requests,
      'operations asked': succeeded.size,
      'ways of bending': mutated.size,
      'answered below 400': answered(200, 399),
      'answered 4xx': answered(400, 499),
      'answered 5xx': answered(500, 599),
    });
  },
);

/** Things to name in a request; made anew now and then, because the requests use them up. */
const things = new Map<string, Thing & { uses: number }>();
const maxUses = 4;

async function idsFor(places: readonly IdPlace[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { noun } of places) {
    if (ids.has(noun)) continue;
    let thing = things.get(noun);
    // Sessions end by other operations too.
    if (!thing || noun === 'session' || thing.uses++ >= maxUses) {
      thing = { ...(await world.make(noun, world.holders.test)), uses: 0 };
      things.set(noun, thing);
    }
    ids.set(noun, thing.id);
    for (const other of places) {
      const id = thing.beside?.[other.name];
      if (id !== undefined) ids.set(other.noun, id);
    }
  }
  return ids;
}

async function send(wire: WireRequest): Promise<TestAnswer> {
  const { statusCode, headers, body } = await api.server.inject({
    ...wire,
    method: wire.method as 'GET',
  });
  return { status: statusCode, headers, body: body === '' ? undefined : JSON.parse(body) };
}

function problemsWith(wire: WireRequest, answer: TestAnswer): string[] {
  if (wire.method === 'OPTIONS' && answer.status === 204) return [];
  // A HEAD answer has the head of the GET answer alone.
  if (wire.method === 'HEAD')
    return answer.status < 500 && answer.body === undefined ? [] : ['is no HEAD answer'];
  if (leavesTheContract(wire)) return answer.status < 400 ? [] : ['is no page'];
  return problemsOf(operationOf(wire), answer);
}

/** Dots at the end of a path may lead to one of the pages for people. */
const leavesTheContract = ({ method, url }: WireRequest): boolean =>
  method === 'GET' &&
  URL.canParse(url, 'http://server') &&
  (docsPaths as readonly string[]).includes(new URL(url, 'http://server').pathname);

const tell = (wire: WireRequest, { names, problems }: { names: string[]; problems: string[] }): string =>
  JSON.stringify({
    names,
    method: wire.method,
    url: wire.url.slice(0, 300),
    headers: JSON.stringify(wire.headers).slice(0, 300),
    payload: String(wire.payload).slice(0, 300),
    problems: problems.map((problem) => problem.slice(0, 500)),
  });
