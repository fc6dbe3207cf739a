import { type Operation, operationList } from '@astrocal/contract';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleRequestOf, resolve, urlOf } from '../contract/example-request.ts';
import { createTestApi, type TestApi } from '../harness/api.ts';

/*
 * What a stranger sends costs us no more than in proportion to its bytes. Work is compared with work of the same run,
 * never with a clock, and of several tries the cheapest counts: that is the work itself, without what else went on.
 */

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

const tries = 5;
const times = 8;
/** What grows in proportion is 8; what grows with the square is 64. */
const mostGrowth = 12;
const mostBesideReading = 5;
/** In microseconds: of less than this a request's own fixed cost decides. */
const grain = 500;
const grainOfBodies = 1_000;
const addressBytes = 2_000;
const bodyBytes = 240_000;

/** The microseconds of this process that the cheapest of some tries took; no further try once one took `enough`. */
async function leastOf(enough: number, work: () => unknown): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < tries && least > enough; i++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, user + system);
  }
  return least;
}

const costOf = (request: InjectOptions, enough = 0) => leastOf(enough, () => api.server.inject(request));

/** A request of the operation of about so many bytes, which grows in one way. */
type Grown = (bytes: number) => InjectOptions;

const repeated = (part: string, bytes: number) => part.repeat(Math.ceil(bytes / part.length));
const fill = (bytes: number, partOf: (i: number) => string) =>
  Array.from({ length: Math.ceil(bytes / (partOf(1000).length + 1)) }, (_, i) => partOf(i));

/** Every way in which a request of the operation can grow, made of its contract. */
function waysToGrow(op: Operation): Readonly<Record<string, Grown>> {
  const example = exampleRequestOf(op, {
    id: () => 'unknown',
    freeInstant: () => '2026-06-08T00:00:00Z',
    takenInstant: '2026-06-08T00:00:00Z',
    freeSlug: () => 'a-slug',
  });
  const base = (): InjectOptions & { headers: Record<string, string> } => ({
    method: op.method,
    url: urlOf(op, example),
    headers: { authorization: `Bearer ${api.own.testKey}` },
    ...(example.body && { payload: example.body }),
  });
  const query =
    (queryOf: (bytes: number) => string): Grown =>
    (bytes) => ({
      ...base(),
      url: `${base().url}${base().url?.toString().includes('?') ? '&' : '?'}${queryOf(bytes)}`,
    });
  const header =
    (name: string, textOf: (bytes: number) => string): Grown =>
    (bytes) => ({ ...base(), headers: { ...base().headers, [name]: textOf(bytes) } });
  const named = Object.keys(resolve(op.query).properties ?? {});
  return {
    'one name over and over in the query': query((bytes) => repeated('a&', bytes)),
    'many names in the query': query((bytes) => fill(bytes, (i) => `a${i}=1`).join('&')),
    'filters of metadata': query((bytes) => fill(bytes, (i) => `metadata[k${i}]=v`).join('&')),
    'a long name of metadata': query((bytes) => `${repeated('metadata[', bytes)}=v`),
    ...Object.fromEntries(
      named.flatMap((name) => [
        [`many of ${name} in the query`, query((bytes) => repeated(`&${name}=1`, bytes))],
        [`a long ${name} in the query`, query((bytes) => `${name}=${repeated('1', bytes)}`)],
      ]),
    ),
    ...(op.params && {
      'a long id': (bytes: number) => ({ ...base(), url: op.path.replace(/\{\w+\}/g, repeated('x', bytes)) }),
    }),
    'a long key': header('authorization', (bytes) => `Bearer ${repeated('x', bytes)}`),
    'spaces in place of a key': header('authorization', (bytes) => `Bearer${repeated(' ', bytes)}x y`),
    'a long Idempotency-Key': header('idempotency-key', (bytes) => repeated('k', bytes)),
    'a long Accept': header('accept', (bytes) => repeated('a/b;q=0.1,', bytes)),
    'a long Content-Type': header('content-type', (bytes) => `application/json;${repeated(' ', bytes)}x`),
    'many forwarders': header('x-forwarded-for', (bytes) => repeated('10.0.0.1, ', bytes)),
  };
}

/** Every way in which its body can grow. */
function bodiesToGrow(op: Operation): Readonly<Record<string, (bytes: number) => string>> {
  const flood = (field: (i: number) => string) => (bytes: number) => `{${fill(bytes, field).join(',')}}`;
  const listOf = (name: string, item: string) => (bytes: number) =>
    `{"${name}":[${fill(bytes, () => item).join(',')}]}`;
  const ways: Record<string, (bytes: number) => string> = {
    'fields that do not exist': flood((i) => `"f${i}":1`),
    'one field over and over': flood(() => '"a":1'),
    'nested lists': (bytes) => '['.repeat(bytes / 2) + ']'.repeat(bytes / 2),
    'nested objects': (bytes) => `${'{"a":'.repeat(bytes / 6)}1${'}'.repeat(bytes / 6)}`,
    'no JSON': (bytes) => '{"a":'.repeat(bytes / 5),
    escapes: (bytes) => `{"a":"${'\\u00e9'.repeat(bytes / 6)}"}`,
    'names that look like prototypes': (bytes) => `{"a":"${'__proto__ '.repeat(bytes / 10)}"}`,
  };
  for (const [name, schema] of Object.entries(resolve(op.body).properties ?? {})) {
    if ([resolve(schema).type].flat().includes('string')) {
      ways[`many letters in ${name}`] = (bytes) => `{"${name}":"${'a'.repeat(bytes)}"}`;
      ways[`many parts in ${name}`] = (bytes) => `{"${name}":"a@${'a.-'.repeat(bytes / 3)}!"}`;
      continue;
    }
    ways[`empty objects in ${name}`] = listOf(name, '{}');
    ways[`numbers in ${name}`] = (bytes) => `{"${name}":[${fill(bytes, (i) => String(i)).join(',')}]}`;
    ways[`fields in ${name}`] = (bytes) => `{"${name}":${flood((i) => `"f${i}":[]`)(bytes)}}`;
  }
  return ways;
}

const bodyRequest = (op: Operation, payload: string): InjectOptions => ({
  method: op.method,
  url: op.path.replace(/\{\w+\}/g, 'unknown'),
  headers: { authorization: `Bearer ${api.own.testKey}`, 'content-type': 'application/json' },
  payload,
});

/** What grew by more than it may, in words. */
async function judge(name: string, requestOf: Grown): Promise<string[]> {
  const grown = await costOf(requestOf(addressBytes * times), grain * mostGrowth);
  if (grown <= grain * mostGrowth) return [];
  const cost = await costOf(requestOf(addressBytes));
  return grown < cost * mostGrowth ? [] : [`${name}: ${cost} µs became ${grown} µs`];
}

describe('an address or a header of eight times the bytes costs less than twelve times the work', () => {
  test.each(operationList.map((op) => [op.operationId, op] as const))('%s', async (_id, op) => {
    const found: string[] = [];
    for (const [name, requestOf] of Object.entries(waysToGrow(op)))
      found.push(...(await judge(name, requestOf)));
    expect(found).toEqual([]);
  });
});

/** Reading the text as JSON, which nobody can do without. */
const costOfReading = (text: string) =>
  leastOf(0, () => {
    try {
      JSON.parse(text);
    } catch {
      // Some are no JSON.
    }
  });

describe('a body that is refused costs less than five times what reading it costs', () => {
  test.each(operationList.filter(({ body }) => body).map((op) => [op.operationId, op] as const))(
    '%s',
    async (_id, op) => {
      const found: string[] = [];
      for (const [name, bodyOf] of Object.entries(bodiesToGrow(op))) {
        const text = bodyOf(bodyBytes);
        const floor = Math.max(await costOfReading(text), grainOfBodies);
        const cost = await costOf(bodyRequest(op, text), floor * mostBesideReading);
        if (cost > floor * mostBesideReading) found.push(`${name}: ${cost} µs beside ${floor} µs`);
      }
      expect(found).toEqual([]);
    },
  );
});
