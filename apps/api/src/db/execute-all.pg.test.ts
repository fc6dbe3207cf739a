import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { describeOnBothDatabases, type TestDatabase } from '../../test/harness/databases.ts';
import { committedTogether } from './committed-together.ts';

describeOnBothDatabases('statements of several organizations', (openDatabase) => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await openDatabase();
    await opened.database.queueConnection.executeSql('create table said (word text primary key)');
  });
  beforeEach(async () => {
    await sql`truncate said`.execute(opened.database.db);
  });

  const saying = (word: string) => ({
    text: 'insert into said values ($1) returning word, pg_current_xact_id()::text as transaction',
    values: [word],
  });
  const words = async () =>
    (await sql<{ word: string }>`select word from said order by 1`.execute(opened.database.db)).rows.map(
      ({ word }) => word,
    );

  it('are answered in their order, by one transaction', async () => {
    const { queueConnection } = opened.database;
    const answers = (await queueConnection.executeAll(['a', 'b', 'c'].map(saying))).flat();
    expect(answers.map(({ word }) => word)).toEqual(['a', 'b', 'c']);
    expect(new Set(answers.map(({ transaction }) => transaction)).size).toBe(1);
    expect(await queueConnection.executeAll([])).toEqual([]);
    expect(await queueConnection.executeAll([saying('d')])).toMatchObject([[{ word: 'd' }]]);
    expect(await words()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('leave nothing when one of them fails, and the connection as it was', async () => {
    const { queueConnection } = opened.database;
    const failing = queueConnection.executeAll(['a', 'b', 'b', 'c'].map(saying));
    await expect(failing).rejects.toThrow('duplicate key');
    expect(await words()).toEqual([]);
    await queueConnection.executeAll(['a', 'b'].map(saying));
    expect(await words()).toEqual(['a', 'b']);
  });

  it('are refused inside of a transaction, which they would not be part of', async () => {
    const { inTransaction, queueConnection } = opened.database;
    for (const some of [['a'], ['a', 'b']])
      await expect(inTransaction(() => queueConnection.executeAll(some.map(saying)))).rejects.toThrow(
        'inside a transaction',
      );
  });
});

it.each([
  [false, [['a1', 'a2', 'b1', 'b2']]],
  [
    true,
    [
      ['a1', 'a2'],
      ['b1', 'b2'],
    ],
  ],
])('what is committed together, spread: %s', (isSpread, lots) => {
  expect(committedTogether({ isSpread }, ['b1', 'a1', 'b2', 'a2'], (item) => item.charAt(0))).toEqual(lots);
  expect(committedTogether({ isSpread }, [], String)).toEqual([]);
});
