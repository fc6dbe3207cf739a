import { CompiledQuery } from 'kysely';
import type { Database, RawConnection } from './database.ts';
import { runTransaction, type TransactionDriver } from './transactions.ts';

/** Makes `executeAll` of a connection: one statement needs no transaction around it. */
export function executeAllOn(
  driver: TransactionDriver,
  { executeSql, isSpread }: Pick<RawConnection, 'executeSql'> & Pick<Database, 'isSpread'>,
): RawConnection['executeAll'] {
  return async (statements) => {
    if (!isSpread && statements.length > 1)
      return runTransaction(driver, async (tx) => {
        const sent = statements.map(({ text, values }) =>
          tx.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values)),
        );
        return (await Promise.all(sent)).map(({ rows }) => rows);
      });
    const answers: Record<string, unknown>[][] = [];
    for (const { text, values } of statements) answers.push((await executeSql(text, values)).rows);
    return answers;
  };
}
