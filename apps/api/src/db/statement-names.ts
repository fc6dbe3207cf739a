import { createHash } from 'node:crypto';

/** Texts beyond this many are sent plainly: each prepared one takes memory on every connection of the server. */
const maxPrepared = 300;

/** A text with so many values is one of many of its kind: an insert of so many rows. They would use up the others' places. */
const oneOfMany = '$101';

/** The names under which one kind of connection has its statements prepared. */
export interface StatementNames {
  /** The name of `text`, or undefined where it is to be sent plainly. */
  of(text: string): string | undefined;
  /** Gives `text` and all others new names, unless another caller has done so since `name` was given. */
  renew(text: string, name: string): void;
}

/**
 * Names by a hash of the text: whatever shares a connection, another process behind a pooler too, can only mean the
 * same statement by the same name. Features write a closed set of texts, but for filters that are put together.
 */
export function createStatementNames(): StatementNames {
  const names = new Map<string, string>();
  let renewals = 0;
  return {
    of(text) {
      const known = names.get(text);
      if (known !== undefined || names.size >= maxPrepared || text.includes(oneOfMany)) return known;
      const name = `astrocal_${createHash('sha256').update(text).digest('hex').slice(0, 32)}_${renewals}`;
      names.set(text, name);
      return name;
    },
    renew(text, name) {
      if (names.get(text) !== name) return;
      renewals++;
      names.clear();
    },
  };
}
