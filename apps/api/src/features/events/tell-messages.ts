import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { StoredMessage } from '../../events/record.ts';

/**
 * Tells every reaction of all messages: those of an organization and all reactions in one transaction. Where that fails,
 * each by itself, so that one fault holds up no other. Returns for each message, in their order, what failed; null
 * where nothing did. It may be told again: whatever was done already finds its rows and does nothing.
 */
export async function tellMessages(deps: Deps, messages: readonly StoredMessage[]): Promise<unknown[]> {
  const faults = new Map<StoredMessage, unknown>();
  for (const ofOne of Map.groupBy(messages, (each) => each.organizationId).values()) {
    const inOrder = ofOne.toSorted((one, other) => (one.id < other.id ? -1 : 1));
    try {
      await deps.database.inTransaction((tx) => react(deps, tx, inOrder));
    } catch (error) {
      deps.logger.warn(
        { err: error, messages: ofOne.length },
        'Messages were not told together; each is told by itself.',
      );
      for (const message of inOrder) faults.set(message, await tellAlone(deps, message));
    }
  }
  return messages.map((message) => faults.get(message) ?? null);
}

async function react(deps: Deps, tx: Tx, [first, ...others]: readonly StoredMessage[]): Promise<void> {
  if (first) for (const reaction of deps.reactions) await reaction(deps, tx, [first, ...others]);
}

/** Each reaction has a transaction of its own. Returns what failed, or null. */
async function tellAlone(deps: Deps, message: StoredMessage): Promise<unknown> {
  const faults: unknown[] = [];
  for (const reaction of deps.reactions) {
    try {
      await deps.database.inTransaction((tx) => reaction(deps, tx, [message]));
    } catch (error) {
      faults.push(error);
    }
  }
  return faults.length === 0
    ? null
    : new AggregateError(faults, `Not every reaction to ${message.id} succeeded.`);
}
