import { errorCatalogue, errorsOf, messageEvents, operationList } from '@astrocal/contract';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { facePaths } from '../src/faces/index.ts';
import { formats } from '../src/http/formats.ts';
import { createTestApi, type TestApi } from './harness/api.ts';

// biome-ignore lint/suspicious/noExplicitAny: a document that the test takes apart
type Json = any;

let api: TestApi;
let document: Json;
beforeAll(async () => {
  api = await createTestApi();
  document = (await api.call('GET', '/v1/openapi.json')).body;
});
afterAll(() => api.close());

/** `GET /v1/bookings/{id}` for every operation of the document. */
const documented = (): string[] =>
  Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );

/** The same for every route of the server, read from the router itself. */
function routed(): string[] {
  const parents: string[] = [];
  return api.server
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const found = /^(.*?)[├└]── (\S+) \(([^)]*)\)/u.exec(line);
      if (!found) return [];
      const [, indent = '', part = '', methods = ''] = found;
      const depth = indent.length / 4;
      parents.splice(depth);
      parents.push(part);
      const path = parents.join('').replace(/:(\w+)/g, '{$1}');
      return methods.split(', ').map((method) => `${method} ${path}`);
    });
}

describe('the document and the router', () => {
  test('name the same operations, in both directions', () => {
    const forPeople: readonly string[] = facePaths;
    const isOfContract = (route: string) => {
      const [method = '', path = ''] = route.split(' ');
      return !['HEAD', 'OPTIONS'].includes(method) && !forPeople.includes(path);
    };
    expect(routed().filter(isOfContract).sort()).toEqual(documented().sort());
    expect(documented().length).toBe(operationList.length);
    // The premise: what is left aside is really there.
    expect(routed()).toEqual(expect.arrayContaining(['GET /docs', 'HEAD /v1/bookings', 'OPTIONS *']));
  });
});

describe('codes', () => {
  test('the document lists every code of the catalogue under its status, and no other', () => {
    const { enum: codes } = document.components.schemas.Error.properties.error.properties.code;
    expect([...codes].sort()).toEqual(Object.keys(errorCatalogue).sort());
    for (const op of operationList) {
      const { responses } = document.paths[op.path][op.method.toLowerCase()];
      const told = Object.entries<Json>(responses).flatMap(([status, { content }]) =>
        Object.keys(content?.['application/json']?.examples ?? {}).map((code) => [code, Number(status)]),
      );
      const promised = errorsOf(op).map((code) => [code, errorCatalogue[code].status]);
      expect(told.sort(), op.operationId).toEqual(promised.sort());
    }
  });

  test('the document tells every event that exists', () => {
    expect(Object.keys(document.webhooks).sort()).toEqual([...messageEvents].sort());
  });
});

describe('examples', () => {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    formats: Object.fromEntries(Object.entries(formats).map(([name, { validate }]) => [name, validate])),
  });
  const problems: string[] = [];
  let seen = 0;

  function check(place: string, schema: Json, value: unknown): void {
    if (schema === undefined || value === undefined) return;
    seen++;
    const validate = ajv.compile({ ...schema, components: document.components });
    if (!validate(value)) problems.push(`${place}: ${ajv.errorsText(validate.errors)}`);
  }

  /** Every schema shows examples of itself, every media type and parameter those of its schema. */
  function walk(node: Json, place: string): void {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node.examples) && 'type' in node)
      for (const [i, value] of node.examples.entries()) check(`${place}/examples/${i}`, node, value);
    if ('default' in node && 'type' in node) check(`${place}/default`, node, node.default);
    if (typeof node.schema === 'object') {
      check(`${place}/example`, node.schema, node.example);
      for (const [name, { value }] of Object.entries<Json>(node.examples ?? {}))
        check(`${place}/examples/${name}`, node.schema, value);
    }
    for (const [key, child] of Object.entries(node))
      if (key !== 'example' && key !== 'examples') walk(child, `${place}/${key}`);
  }

  test('every example and default of the document is of its schema', () => {
    walk(document, '#');
    expect(problems).toEqual([]);
    expect(seen).toBeGreaterThan(100);
  });
});
