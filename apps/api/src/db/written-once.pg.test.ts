import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../test/harness/databases.ts';
import { writtenOnce } from './written-once.ts';

describeOnBothDatabases('a query that is written once', (open) => {
  it('has one text for all values, each where it stands and as often as it does', async () => {
    const { database } = await open();
    let written = 0;
    const calculate = writtenOnce(({ a, b }: { a: number; b: number }) => {
      written++;
      return sql<{
        result: number;
      }>`select ${a}::integer + 10 * ${b}::integer + 100 * ${a}::integer as result`;
    });
    expect(await calculate(database.db, { a: 1, b: 2 })).toEqual([{ result: 121 }]);
    const inside = await database.inTransaction((tx) => calculate(tx, { b: 4, a: 3 }));
    expect(inside).toEqual([{ result: 343 }]);
    expect(written).toBe(1);
  });
});
