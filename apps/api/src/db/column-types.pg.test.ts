import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../test/harness/databases.ts';
import type { Database } from './database.ts';

describeOnBothDatabases('column types', (open) => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await open());
  });

  const values: [expression: string, value: unknown][] = [
    ['7::int4', 7],
    ['9007199254740991::int8', Number.MAX_SAFE_INTEGER],
    ['count(*)', 1],
    ['array[1, null, 3]::int8[]', [1, null, 3]],
    ['1.50::numeric', '1.50'],
    ['array[1.50, null]::numeric[]', ['1.50', null]],
    ['0.5::float8', 0.5],
    ['true', true],
    [`'ab'::text`, 'ab'],
    [`array['a', null]::text[]`, ['a', null]],
    ['null::int8', null],
    [`'2026-03-08'::date`, '2026-03-08'],
    [`array['2026-03-08']::date[]`, ['2026-03-08']],
    [`'02:30'::time`, '02:30:00'],
    [`'2026-03-08 02:30'::timestamp`, '2026-03-08 02:30:00'],
    [`'2026-03-08T02:30:00.25-05:00'::timestamptz`, new Date('2026-03-08T07:30:00.250Z')],
    [`array['2026-03-08T02:30:00Z']::timestamptz[]`, [new Date('2026-03-08T02:30:00Z')]],
    [
      `tstzrange('2026-03-08T02:30-05:00', '2026-03-08T03:00-05:00')`,
      '["2026-03-08 07:30:00+00","2026-03-08 08:00:00+00")',
    ],
    [
      `array[tstzrange('2026-03-08T02:30Z', '2026-03-08T03:00Z')]`,
      ['["2026-03-08 02:30:00+00","2026-03-08 03:00:00+00")'],
    ],
    [`interval '90 minutes'`, '01:30:00'],
    [`tstzrange('2026-03-08T02:30Z', null)`, '["2026-03-08 02:30:00+00",)'],
    [`int8range(1, 5)`, '[1,5)'],
    [`'{"a": [1, "b", null]}'::jsonb`, { a: [1, 'b', null] }],
    [`'[1]'::json`, [1]],
    [`'null'::jsonb`, null],
    [`'\\xff00'::bytea`, new Uint8Array([255, 0])],
    [`'6d1c7c7e-5d7e-4d3a-9a59-0c3d6d3b8f4a'::uuid`, '6d1c7c7e-5d7e-4d3a-9a59-0c3d6d3b8f4a'],
  ];

  it.each(values)('%s', async (expression, value) => {
    const select = sql<{ value: unknown }>`select ${sql.raw(expression)} as value`;
    const plain = await select.execute(database.db);
    // With a parameter the text goes through the extended protocol, without one through the simple protocol.
    const withParameter = await sql<{ value: unknown }>`
      select ${sql.raw(expression)} as value where ${true}`.execute(database.db);
    for (const { rows } of [plain, withParameter]) {
      const [row] = rows;
      const read = row?.value instanceof Uint8Array ? new Uint8Array(row.value) : row?.value;
      expect(read).toStrictEqual(value);
    }
  });

  it('refuses an int8 that a number cannot hold', async () => {
    await expect(sql`select 9007199254740993::int8`.execute(database.db)).rejects.toThrow(RangeError);
  });

  it('takes a Date, null and JSON text as parameters', async () => {
    const at = new Date('2026-03-08T07:30:00.250Z');
    const { rows } = await sql`
      select ${at}::timestamptz as at, ${null}::text as nothing, ${JSON.stringify([1, { a: 2 }])}::jsonb as json
    `.execute(database.db);
    expect(rows).toStrictEqual([{ at, nothing: null, json: [1, { a: 2 }] }]);
  });
});
