import { expect, test } from 'vitest';
import { z } from 'zod';
import { required } from './fields.ts';
import { readArguments } from './read-arguments.ts';

const schema = z.strictObject({
  name: required('Who.'),
  count: z.int('must be a whole number').optional(),
  zone: z.string().default('UTC'),
  list: z.array(z.strictObject({ id: z.string() })).optional(),
});

test.each([
  [{ name: 'A' }, { name: 'A', zone: 'UTC' }],
  [
    { name: ' A ', count: null, zone: '' },
    { name: 'A', zone: 'UTC' },
  ],
  [
    { name: '12', count: '12' },
    { name: '12', count: 12, zone: 'UTC' },
  ],
  [
    { name: 'A', list: '[{"id":"1"}]' },
    { name: 'A', zone: 'UTC', list: [{ id: '1' }] },
  ],
])('%j is meant as %j', (args, meant) => {
  expect(readArguments(schema, args)).toEqual(meant);
});

test.each([
  [undefined, 'name: is required: Who.'],
  [{ name: '' }, 'name: is required: Who.'],
  [{ name: 5 }, 'name: must be a text.'],
  [{ name: 'A', count: '1.5' }, 'count: must be a whole number.'],
  [{ name: 'A', nmae: 'B' }, 'nmae: no such argument. Known are: name, count, zone, list.'],
  [{ name: 'A', list: [{ id: '1', x: 2 }] }, 'x: no such argument in list.0.'],
  [{ name: 'A', list: '[nonsense' }, 'list: '],
  [{ count: 'many', extra: 1 }, /count: .*name: is required|name: is required.*count: /],
  ['text', 'The arguments are not as this tool takes them.'],
  [JSON.parse('{"name":"A","__proto__":{"count":1}}'), '__proto__: no such argument'],
])('%j is refused with every mistake', (args, sentence) => {
  expect(() => readArguments(schema, args)).toThrow(sentence as string);
});
