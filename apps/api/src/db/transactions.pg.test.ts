import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../test/harness/databases.ts';
import type { Database, Tx } from './database.ts';
import { takeLocks } from './locks.ts';
import { DatabaseClosedError, isUnavailable, sqlState, sqlstate } from './sqlstate.ts';
import { afterCommit, send, tryInSavepoint } from './transactions.ts';

describeOnBothDatabases('transactions', (open) => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await open());
    await sql`create table notes (id int primary key, text text)`.execute(database.db);
  });

  const add = (tx: Tx, id: number) => sql`insert into notes values (${id}, 'a note')`.execute(tx);
  const fail = (state: string) =>
    sql.raw(`do $$ begin raise exception 'made by a test' using errcode = '${state}'; end $$`);
  async function ids(): Promise<number[]> {
    const { rows } = await sql<{ id: number }>`select id from notes order by id`.execute(database.db);
    return rows.map((row) => row.id);
  }

  it('keeps what a callback wrote, and returns its result', async () => {
    const result = await database.inTransaction(async (tx) => {
      await add(tx, 1);
      return 'done';
    });
    expect(result).toBe('done');
    expect(await ids()).toContain(1);
  });

  it('keeps nothing of a callback that throws', async () => {
    const broken = database.inTransaction(async (tx) => {
      await add(tx, 2);
      throw new Error('changed my mind');
    });
    await expect(broken).rejects.toThrow('changed my mind');
    expect(await ids()).not.toContain(2);
  });

  it('runs at READ COMMITTED', async () => {
    const level = await database.inTransaction((tx) =>
      sql<{ level: string }>`select current_setting('transaction_isolation') as level`.execute(tx),
    );
    expect(level.rows).toEqual([{ level: 'read committed' }]);
  });

  it('reports a failed commit when the callback swallowed an SQL error', async () => {
    const swallowed = database.inTransaction(async (tx) => {
      await add(tx, 3);
      await fail('P0001')
        .execute(tx)
        .catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow();
    expect(await ids()).not.toContain(3);
  });

  describe('the root inside a callback', () => {
    const uses: [string, () => Promise<unknown>][] = [
      ['a raw query', () => sql`select 1`.execute(database.db)],
      ['a built query', () => database.db.selectFrom('notes' as never).execute()],
      ['a connection', () => database.db.connection().execute(async () => 1)],
      ['a transaction of its own', () => database.db.transaction().execute(async () => 1)],
      ['a nested inTransaction', () => database.inTransaction(async () => 1)],
      ['the queue connection', () => database.queueConnection.executeSql('select 1')],
    ];
    it.each(uses)('%s throws at once', async (_, use) => {
      const before = performance.now();
      await expect(database.inTransaction(use)).rejects.toThrow('inside a transaction callback');
      expect(performance.now() - before).toBeLessThan(1_000);
    });

    it('may be used again by what a callback left running after its end', async () => {
      let later: Promise<unknown> = Promise.resolve();
      await database.inTransaction(async () => {
        later = pause(50).then(() => sql`select 1`.execute(database.db));
      });
      await expect(later).resolves.toBeDefined();
    });
  });

  it('refuses a transaction that bypasses inTransaction', async () => {
    await expect(database.db.transaction().execute(async () => 1)).rejects.toThrow('Use inTransaction');
  });

  it('refuses a tx whose transaction is over', async () => {
    const kept = await database.inTransaction(async (tx) => ({ tx }));
    await expect(add(kept.tx, 4)).rejects.toThrow();
    expect(() => afterCommit(kept.tx, () => undefined)).toThrow('while it is open');
    expect(await ids()).not.toContain(4);
  });

  describe.each([sqlstate.serializationFailure, sqlstate.deadlockDetected])('after %s', (state) => {
    it('runs the whole callback again, and the callbacks of the last attempt only', async () => {
      let attempts = 0;
      const woken: number[] = [];
      await database.inTransaction(async (tx) => {
        const attempt = ++attempts;
        afterCommit(tx, () => woken.push(attempt));
        if (attempt < 3) await fail(state).execute(tx);
      });
      expect({ attempts, woken }).toEqual({ attempts: 3, woken: [3] });
    });

    it('gives up after five attempts with the error itself', async () => {
      let attempts = 0;
      const hopeless = database.inTransaction(async (tx) => {
        attempts++;
        await fail(state).execute(tx);
      });
      await expect(hopeless).rejects.toSatisfy((error) => sqlState(error) === state && isUnavailable(error));
      expect(attempts).toBe(5);
    });
  });

  it('does not run a callback again after any other error', async () => {
    let attempts = 0;
    const refused = database.inTransaction(async (tx) => {
      attempts++;
      await fail(sqlstate.uniqueViolation).execute(tx);
    });
    await expect(refused).rejects.toSatisfy((error) => sqlState(error) === sqlstate.uniqueViolation);
    expect(attempts).toBe(1);
  });

  it('runs after-commit callbacks once what they announce can be read, and none after a rollback', async () => {
    const seen: Promise<number[]>[] = [];
    await database.inTransaction(async (tx) => {
      await add(tx, 5);
      afterCommit(tx, () => seen.push(ids()));
      expect(seen).toHaveLength(0);
    });
    expect(await seen[0]).toContain(5);

    const broken = database.inTransaction(async (tx) => {
      afterCommit(tx, () => seen.push(ids()));
      throw new Error('changed my mind');
    });
    await expect(broken).rejects.toThrow();
    expect(seen).toHaveLength(1);
  });

  describe('what is sent without waiting', () => {
    const insert = (id: number) => sql`insert into notes values (${id}, 'sent')`;
    const isDuplicate = (error: unknown) => sqlState(error) === sqlstate.uniqueViolation;

    it('runs in its order, before what follows and before the commit', async () => {
      const seen = await database.inTransaction(async (tx) => {
        send(tx, insert(10), sql`update notes set text = 'first' where id = ${10}`);
        const { rows } = await sql`select text from notes where id = ${10}`.execute(tx);
        send(tx, insert(11), sql`update notes set id = ${12} where id = ${11}`);
        return rows;
      });
      expect(seen).toEqual([{ text: 'first' }]);
      expect((await ids()).filter((id) => id > 9)).toEqual([10, 12]);
    });

    it('undoes the transaction when it fails with the commit', async () => {
      const broken = database.inTransaction(async (tx) => send(tx, insert(13), insert(10), insert(14)));
      await expect(broken).rejects.toSatisfy(isDuplicate);
      expect((await ids()).filter((id) => id > 12)).toEqual([]);
    });

    it('tells why it failed, not what failed because of it', async () => {
      let attempts = 0;
      const broken = database.inTransaction(async (tx) => {
        attempts++;
        send(tx, insert(10));
        await add(tx, 15);
      });
      await expect(broken).rejects.toSatisfy(isDuplicate);
      expect(attempts).toBe(1);
      expect(await ids()).not.toContain(15);
    });

    it('has the transaction run again after a deadlock', async () => {
      let attempts = 0;
      await database.inTransaction(async (tx) => {
        if (++attempts < 3) send(tx, fail(sqlstate.deadlockDetected));
        send(tx, insert(20 + attempts));
      });
      expect((await ids()).filter((id) => id > 19)).toEqual([23]);
    });

    it('undoes the transaction when it cannot even be sent', async () => {
      const circular: { self?: unknown } = {};
      circular.self = circular;
      const unsendable = [sql`select ${circular}::text`, sql`select ${'perhaps'}::boolean`];
      for (const statement of unsendable) {
        const broken = database.inTransaction(async (tx) => send(tx, insert(40), statement));
        await expect(broken).rejects.toThrow();
      }
      expect(await ids()).not.toContain(40);
    });

    it('is refused once the transaction is over', async () => {
      const kept = await database.inTransaction(async (tx) => ({ tx }));
      expect(() => send(kept.tx, insert(30))).toThrow('while it is open');
    });
  });

  it.each([
    ['is kept, with its locks, when it returns true', true, 50],
    ['is undone, and gives its locks back, when it does not', false, 51],
  ])('a try in a savepoint %s', async (_, isKept, id) => {
    const locks = await database.inTransaction(async (tx) => {
      await add(tx, id + 10);
      const returned = await tryInSavepoint(tx, async () => {
        await takeLocks(tx, ['a lock']);
        await add(tx, id);
        return isKept;
      });
      expect(returned).toBe(isKept);
      const { rows } = await sql<{ count: number }>`select count(*)::integer as count from pg_locks
        where locktype = 'advisory' and pid = pg_backend_pid()`.execute(tx);
      return rows[0]?.count;
    });
    expect(locks).toBe(isKept ? 1 : 0);
    expect((await ids()).includes(id)).toBe(isKept);
    expect(await ids()).toContain(id + 10);
  });

  it('lets timers fire between transactions that follow each other without a pause', async () => {
    let fired = false;
    setTimeout(() => {
      fired = true;
    }, 20);
    const deadline = performance.now() + 2_000;
    while (!fired && performance.now() < deadline) await database.inTransaction(async (tx) => void tx);
    expect(fired).toBe(true);
  });

  it('refuses every use after close', async () => {
    const { database: closed } = await open();
    await closed.close();
    await closed.close();
    await expect(closed.inTransaction(async () => 1)).rejects.toThrow(DatabaseClosedError);
    await expect(sql`select 1`.execute(closed.db)).rejects.toSatisfy(isUnavailable);
  });
});
