import { type Operation, operationList, takesIdempotencyKey } from '@astrocal/contract';
import { type ExampleRequest, urlOf } from '../contract/example-request.ts';
import {
  hostileBodies,
  hostileContentTypes,
  hostileHeaders,
  hostilePathEnds,
  hostileQueries,
  hostileTexts,
  hostileValues,
  otherMethods,
  toJson,
} from './hostile-values.ts';

/** Whole numbers from 0 up to a bound. */
export type Random = (bound: number) => number;

/** A request as it is injected. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer;
}

interface Draft {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: Record<string, unknown> | undefined;
  payload: string | Buffer | undefined;
}

const pick = <T>(random: Random, list: readonly T[]): T => list[random(list.length)] as T;

const anyHostile = (random: Random): unknown =>
  random(3) === 0 ? pick(random, hostileValues) : pick(random, hostileTexts);

type Mutation = (draft: Draft, random: Random) => void;

/** Each changes one thing of a request into something hostile. */
const mutations: Readonly<Record<string, Mutation>> = {
  'a value of the body': ({ body }, random) => {
    if (body) replaceSomewhere(body, random);
  },
  'one more field': ({ body }, random) => {
    if (body) define(body, pick(random, ['extra', '__proto__', 'constructor', ' ', '']), anyHostile(random));
  },
  'one field less': ({ body }, random) => {
    if (body) delete body[pick(random, Object.keys(body))];
  },
  'metadata and notes': ({ body }, random) => {
    if (!body) return;
    body.notes = pick(random, hostileTexts);
    body.metadata = {};
    define(body.metadata as object, pick(random, hostileTexts).slice(0, 40), anyHostile(random));
  },
  'the whole body': (draft, random) => {
    draft.payload = pick(random, hostileBodies);
    draft.headers['content-type'] ??= 'application/json';
  },
  'the content type': ({ headers }, random) => {
    headers['content-type'] = pick(random, hostileContentTypes);
  },
  'no content type': ({ headers }) => {
    delete headers['content-type'];
  },
  'the query': (draft, random) => {
    draft.query = [draft.query, pick(random, hostileQueries)].filter(Boolean).join('&');
  },
  'a query value': (draft, random) => {
    const query = new URLSearchParams(draft.query);
    const names = [...query.keys(), 'starting_after', 'limit', 'token', 'timezone', 'start_time'];
    query.set(pick(random, names), pick(random, hostileTexts));
    draft.query = query.toString();
  },
  'the end of the path': (draft, random) => {
    draft.path = draft.path.replace(/[^/]+(?=\/?[a-z]*$)/, () => pick(random, hostilePathEnds));
  },
  'an id of the path': (draft, random) => {
    // encodeURIComponent throws for half a pair; the raw bytes of one are among the path ends.
    const text = encodeURIComponent(pick(random, hostileTexts).toWellFormed());
    draft.path = draft.path.replace(/[a-z]{3}_\w{26}/, () => text);
  },
  'a header': ({ headers }, random) => {
    const [name, value] = pick(random, hostileHeaders);
    headers[name] = value;
  },
  'the method': (draft, random) => {
    draft.method = pick(random, otherMethods);
  },
};

export const mutationNames = Object.keys(mutations);

/** A hostile request, made of a valid one by up to four changes; `names` tells which. */
export function mutate(
  op: Operation,
  {
    request,
    key,
    session,
    random,
  }: { request: ExampleRequest; key: string; session: Record<string, string>; random: Random },
): { wire: WireRequest; names: string[] } {
  const [path = '', query = ''] = urlOf(op, request).split('?');
  const draft: Draft = {
    method: op.method,
    path,
    query,
    headers: {
      ...(op.access !== 'open' &&
        random(8) > 0 &&
        (op.access === 'session' ? session : { authorization: `Bearer ${key}` })),
      ...(op.body && { 'content-type': 'application/json' }),
      ...(takesIdempotencyKey(op) && random(2) === 0 && { 'idempotency-key': `key-${random(1_000_000)}` }),
    },
    body: request.body && structuredClone(request.body),
    payload: undefined,
  };
  const names = Array.from({ length: random(5) }, () => pick(random, mutationNames));
  for (const name of names) mutations[name]?.(draft, random);
  return { wire: toWire(draft), names };
}

function toWire({ method, path, query, headers, body, payload = body && toJson(body) }: Draft): WireRequest {
  return {
    method,
    url: query === '' ? path : `${path}?${query}`,
    headers,
    ...(payload !== undefined && { payload }),
  };
}

/** Puts something hostile in place of a value that is somewhere in the tree. */
function replaceSomewhere(tree: object, random: Random): void {
  const name = pick(random, Object.keys(tree));
  const child = (tree as Record<string, unknown>)[name ?? ''];
  if (typeof child === 'object' && child !== null && Object.keys(child).length > 0 && random(2) === 0)
    replaceSomewhere(child, random);
  else if (name !== undefined) define(tree, name, anyHostile(random));
}

/** An assignment that also makes `__proto__` an ordinary field, as JSON has it. */
function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

/** The operation that a request reaches, as far as its method and path tell. */
export const operationOf = ({ method, url }: WireRequest): Operation | null =>
  operationList.find(
    (op) =>
      op.method === (method === 'HEAD' ? 'GET' : method) &&
      new RegExp(`^${op.path.replace(/\{\w+\}/g, '[^/]*')}$`).test(pathOf(url)),
  ) ?? null;

/** As it goes out: two dots lead out of the segment before them. */
const pathOf = (url: string): string =>
  URL.canParse(url, 'http://server') ? new URL(url, 'http://server').pathname : (url.split('?')[0] ?? '');
