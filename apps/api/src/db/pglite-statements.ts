import { type messages, type PGlite, protocol, type Results, types } from '@electric-sql/pglite';
import { isStalePlan } from './sqlstate.ts';
import { createStatementNames } from './statement-names.ts';

const { serialize } = protocol;
type Answer = Awaited<ReturnType<PGlite['execProtocolStream']>>;

/** Runs one statement with its values. The caller holds what keeps others from the connection. */
export type RunPrepared = <T>(text: string, values: readonly unknown[]) => Promise<Results<T>>;

/**
 * Runs statements of `pglite` that are prepared once under a name, each in one call into WebAssembly afterwards: asked
 * by `query`, which takes six calls and plans anew, the read of a snapshot took five times as long.
 *
 * As on PostgreSQL, a migration makes prepared statements fail that return what it has changed; all are prepared anew
 * then, and who failed inside a transaction runs it again.
 */
export function preparedStatements(pglite: PGlite): RunPrepared {
  const names = createStatementNames();
  /** The parameters' types of what is prepared, by name. */
  const typesOf = new Map<string, readonly number[]>();

  return async function run<T>(text: string, values: readonly unknown[]): Promise<Results<T>> {
    const name = names.of(text);
    try {
      return await pglite.runExclusive(async () => {
        const parameterTypes = typesOf.get(name ?? '') ?? (await prepare(text, name ?? ''));
        const messages = [
          serialize.bind({ statement: name ?? '', values: values.map(asText(parameterTypes)) }),
          serialize.describe({ type: 'P' }),
          serialize.execute({}),
          serialize.sync(),
        ];
        return resultsOf<T>(await ask(messages));
      });
    } catch (error) {
      if (!isStalePlan(error) || name === undefined) throw error;
      names.renew(text, name);
      typesOf.clear();
      if (pglite.isInTransaction()) throw error;
      return run(text, values);
    }
  };

  /** Its parameters' types. Kept under its name, but for the nameless one, which the next such text replaces. */
  async function prepare(text: string, name: string): Promise<readonly number[]> {
    const answer = await ask([
      serialize.parse({ text, name }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    ]);
    const parameterTypes = answer.find(isParameters)?.dataTypeIDs ?? [];
    if (name !== '') typesOf.set(name, parameterTypes);
    return parameterTypes;
  }

  /** Whatever fails, the last message is a sync, so that the connection is ready for the next statement. */
  function ask(parts: readonly Uint8Array[]): Promise<Answer> {
    return pglite.execProtocolStream(Buffer.concat(parts), { syncToFs: !pglite.isInTransaction() });
  }

  function asText(parameterTypes: readonly number[]) {
    return (value: unknown, index: number): string | null => {
      if (value === null || value === undefined) return null;
      const serializer = pglite.serializers[parameterTypes[index] ?? 0];
      return serializer ? serializer(value) : String(value);
    };
  }

  function resultsOf<T>(answer: Answer): Results<T> {
    const fields = answer.find(isRowDescription)?.fields ?? [];
    const rows = answer
      .filter(isDataRow)
      .map((row) =>
        Object.fromEntries(
          fields.map(({ name, dataTypeID }, at) => [
            name,
            types.parseType(row.fields[at] ?? null, dataTypeID, pglite.parsers),
          ]),
        ),
      );
    return {
      rows: rows as T[],
      fields: fields.map(({ name, dataTypeID }) => ({ name, dataTypeID })),
      affectedRows: affectedRows(answer.find(isComplete)?.text ?? ''),
    };
  }
}

/** `INSERT 0 5` and `UPDATE 5` say how many rows they wrote; `SELECT 5` wrote none. */
function affectedRows(tag: string): number {
  const [, count = '0'] = /^(?:INSERT \d+|UPDATE|DELETE|MERGE|COPY) (\d+)$/.exec(tag) ?? [];
  return Number(count);
}

type Message = Answer[number];
const isParameters = (message: Message): message is messages.ParameterDescriptionMessage =>
  message.name === 'parameterDescription';
const isRowDescription = (message: Message): message is messages.RowDescriptionMessage =>
  message.name === 'rowDescription';
const isDataRow = (message: Message): message is messages.DataRowMessage => message.name === 'dataRow';
const isComplete = (message: Message): message is messages.CommandCompleteMessage =>
  message.name === 'commandComplete';
