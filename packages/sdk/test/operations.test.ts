import { type Operation, operationList, takesIdempotencyKey } from '@astrocal/contract';
import { describe, expect, it } from 'vitest';
import { Astrocal } from '../src/index.ts';
import { hasOwnQuery } from '../tools/make-types.ts';
import type { Schema } from '../tools/type-text.ts';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly search: string;
  readonly headers: Headers;
  readonly body: string | undefined;
}

/** A client that sends nowhere, with what it would have sent. */
function recordingClient() {
  const sent: Sent[] = [];
  const astrocal = new Astrocal({
    apiKey: 'ac_test_key',
    fetch: async (url, { method = '', headers, body }) => {
      const { pathname, search } = new URL(url);
      sent.push({ method, path: pathname, search, headers: new Headers(headers), body: body as string });
      return Response.json({ data: [], has_more: false });
    },
  });
  return { astrocal, sent };
}

type Verb = (...args: unknown[]) => Promise<unknown>;

/** Every method of the client: `bookings.create`, … */
const methodNames = Object.entries(new Astrocal()).flatMap(([resource, verbs]) =>
  typeof verbs === 'object' ? Object.keys(verbs).map((verb) => `${resource}.${verb}`) : [],
);

/** Calls a method by its name, with ids for its first parameters: as many as its path has. */
async function call(name: string, idCount: number, ...rest: unknown[]): Promise<Sent> {
  const { astrocal, sent } = recordingClient();
  const [resource, verb] = name.split('.') as ['bookings', 'get'];
  await (astrocal[resource][verb] as Verb)(...['id_1', 'id_2'].slice(0, idCount), ...rest);
  expect(sent).toHaveLength(1);
  return sent[0] as Sent;
}

const parameterCount = ({ path }: Operation) => path.match(/\{/g)?.length ?? 0;
const filled = ({ path }: Operation) => path.replace('{id}', 'id_1').replace(/\{\w+\}/, 'id_2');

/** The methods that send what the operation is reached by. */
async function methodsOf(operation: Operation): Promise<string[]> {
  const found: string[] = [];
  for (const name of methodNames) {
    const sent = await call(name, parameterCount(operation)).catch(() => undefined);
    if (sent?.method === operation.method && sent.path === filled(operation)) found.push(name);
  }
  return found;
}

describe.each(operationList)('$operationId', (operation) => {
  it('is reached by exactly one method', async () => {
    expect(await methodsOf(operation)).toHaveLength(1);
  });

  it('is sent what it takes, and nothing else', async () => {
    const [name = ''] = await methodsOf(operation);
    const asks = hasOwnQuery(operation.query as Schema | undefined);
    const options = { idempotencyKey: 'mine', ...(operation.access === 'token' && { token: 'secret' }) };
    const sent = await call(
      name,
      parameterCount(operation),
      ...(asks ? [{ limit: 7, left_out: undefined }] : []),
      ...(operation.body ? [{ title: 'Zoë' }] : []),
      options,
    );
    const hasKey = operation.access === 'key' || operation.access === 'public';
    expect({
      search: sent.search,
      body: sent.body,
      authorization: sent.headers.get('authorization'),
      idempotencyKey: sent.headers.get('idempotency-key'),
    }).toEqual({
      search: asks ? '?limit=7' : operation.access === 'token' ? '?token=secret' : '',
      body: operation.body && '{"title":"Zoë"}',
      authorization: hasKey ? 'Bearer ac_test_key' : null,
      idempotencyKey: takesIdempotencyKey(operation) ? 'mine' : null,
    });
  });
});

it('has no method beside those of the contract', () => {
  expect(methodNames).toHaveLength(operationList.length);
});
