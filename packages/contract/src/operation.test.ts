import type { TSchema } from 'typebox';
import { describe, expect, test } from 'vitest';
import { errorCatalogue } from './errors.ts';
import { errorsOf } from './operation.ts';
import { operationList } from './operations/index.ts';

type Properties = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
const propertiesOf = (schema: TSchema | undefined): [string, Readonly<Record<string, unknown>>][] =>
  Object.entries((schema as { properties?: Properties } | undefined)?.properties ?? {});

describe.each(operationList.map((op) => [op.operationId, op] as const))('%s', (_id, op) => {
  test('names the parameters of its path, and no other', () => {
    const inPath = [...op.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(propertiesOf(op.params).map(([name]) => name)).toEqual(inPath);
  });

  // A text is coerced to a number before its bounds are judged: `Infinity` is one, and only a bound refuses it.
  test('bounds every number of its query', () => {
    for (const [name, { type, minimum, maximum }] of propertiesOf(op.query))
      if (type === 'integer' || type === 'number')
        expect([typeof minimum, typeof maximum], name).toEqual(['number', 'number']);
  });

  test('promises each error once, and none that the catalogue does not have', () => {
    const codes = errorsOf(op);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(errorCatalogue[code].status).toBeGreaterThanOrEqual(400);
  });

  test('answers with success alone; errors are the catalogue’s', () => {
    const statuses = Object.keys(op.answers).map(Number);
    expect(statuses.length).toBeGreaterThan(0);
    for (const status of statuses) expect([200, 201, 202, 204]).toContain(status);
  });
});

test('the queries do hold numbers', () => {
  const numbers = operationList
    .flatMap((op) => propertiesOf(op.query))
    .filter(([, { type }]) => type === 'integer');
  expect(numbers.length).toBeGreaterThan(4);
});

test('every operation has a name of its own in the SDK', () => {
  const names = operationList.map(({ sdk }) => sdk);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z]*\.[a-z][A-Za-z]*$/);
});

test('one resource of the SDK has the operations of one tag', () => {
  const resourceOf = (sdk: string) => sdk.split('.')[0];
  const pairs = new Set(operationList.map(({ tag, sdk }) => `${tag}: ${resourceOf(sdk)}`));
  expect(pairs.size).toBe(new Set(operationList.map(({ tag }) => tag)).size);
});
