import { CompiledQuery, sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../test/harness/databases.ts';
import type { Database } from './database.ts';
import { isUnavailable } from './sqlstate.ts';
import { send } from './transactions.ts';
import { mostValues } from './value-limit.ts';

const list = (count: number) => {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const places = numbers.map((number) => `$${number + 1}::int`).join();
  return CompiledQuery.raw(`select cardinality(array[${places}]) as count`, numbers);
};

describeOnBothDatabases('a statement with too many values', (open) => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await open());
    await sql`create table notes (text text)`.execute(database.db);
  });
  const tooMany = list(mostValues + 1);
  const refusal = 'A statement with 20001 values was not sent: 20000 are the most.';

  it('is sent with as many as there may be', async () => {
    const { rows } = await database.db.executeQuery(list(mostValues));
    expect(rows).toEqual([{ count: mostValues }]);
  });

  it('is refused wherever it would be handed over, as a mistake of ours', async () => {
    const thrown = await database.db.executeQuery(tooMany).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ message: expect.stringContaining(refusal) });
    expect(isUnavailable(thrown)).toBe(false);
    const { sql: text, parameters } = tooMany;
    await expect(database.queueConnection.executeSql(text, [...parameters])).rejects.toThrow(refusal);
    await expect(database.inTransaction((tx) => tx.executeQuery(tooMany))).rejects.toThrow(refusal);
  });

  it('has the transaction that sends it keep nothing', async () => {
    const sending = database.inTransaction(async (tx) => {
      send(tx, sql`insert into notes values ('before')`);
      send(tx, { compile: () => tooMany });
    });
    await expect(sending).rejects.toThrow(refusal);
    expect((await sql`select text from notes`.execute(database.db)).rows).toEqual([]);
  });
});
