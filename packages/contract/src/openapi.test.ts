import { describe, expect, test } from 'vitest';
import { openApiDocument } from './openapi.ts';
import { operationList } from './operations/index.ts';

type Json = Record<string, unknown>;

const document = openApiDocument({ serverUrl: 'https://book.example.com', version: '1.2.3' });

/** Every object within a value, with its path. */
function objects(value: unknown, path = '#'): [path: string, object: Json][] {
  if (typeof value !== 'object' || value === null) return [];
  const children = Object.entries(value).flatMap(([key, child]) => objects(child, `${path}/${key}`));
  return Array.isArray(value) ? children : [[path, value as Json], ...children];
}

const described = Object.entries(document.paths as Record<string, Record<string, Json>>).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, entry]) => ({ name: `${method} ${path}`, method, entry })),
);

describe('every operation of the document', () => {
  test('is one of the contract, and has an id of its own', () => {
    const ids = described.map(({ entry }) => entry.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(operationList.map(({ operationId }) => operationId).sort());
  });

  test.each(described)('$name has a tag, a summary, examples, and shows every error answer', ({ entry }) => {
    const { tags, summary, requestBody, responses } = entry as {
      tags: string[];
      summary: string;
      requestBody?: { content: Record<string, Json> };
      responses: Record<string, { content?: Record<string, Json> }>;
    };
    expect(tags).toHaveLength(1);
    expect(summary).toMatch(/^[A-Z].*[^.]$/);
    if (requestBody) expect(requestBody.content['application/json']?.example).toBeDefined();
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['500', '503']));
    for (const [status, { content }] of Object.entries(responses)) {
      const shown = content?.['application/json'];
      if (status === '204' || (status === '202' && !content)) expect(shown).toBeUndefined();
      else expect(shown?.example ?? shown?.examples, status).toBeDefined();
    }
  });

  test.each(described)('$name offers no filter by example that a try would send', ({ entry }) => {
    const optional = (entry.parameters as (Json & { schema?: Json })[]).filter(({ required }) => !required);
    expect(optional.filter(({ example, schema }) => example ?? schema?.examples)).toEqual([]);
  });
});

test('every reference within the document leads somewhere', () => {
  const pointers = objects(document).flatMap(([, { $ref }]) => (typeof $ref === 'string' ? [$ref] : []));
  expect(pointers.length).toBeGreaterThan(20);
  const dangling = pointers.filter(
    (pointer) =>
      pointer
        .split('/')
        .slice(1)
        .reduce<unknown>((value, step) => (value as Json | undefined)?.[step], document) === undefined,
  );
  expect(dangling).toEqual([]);
});

test('the document keeps our own hints to itself', () => {
  const hints = objects(document).filter(([, object]) =>
    Object.keys(object).some((key) => key === '$id' || key.startsWith('x-')),
  );
  expect(hints).toEqual([]);
});

test('links and server follow the public address', () => {
  expect(document.servers).toEqual([{ url: 'https://book.example.com' }]);
  const links = [...JSON.stringify(document).matchAll(/https?:\/\/[^/"]+\/docs/g)].map(([link]) => link);
  expect(links.length).toBeGreaterThan(10);
  expect(new Set(links)).toEqual(new Set(['https://book.example.com/docs']));
});
