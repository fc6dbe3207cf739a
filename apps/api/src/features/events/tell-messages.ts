import { committedTogether } from '../../db/committed-together.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps, Messages } from '../../deps.ts';
import type { StoredMessage } from '../../events/record.ts';

/**
 * Tells every reaction of all messages, together. Where that fails, each by itself, so that one fault holds up no other.
 * Returns for each message, in their order, what failed; null where nothing did. It may be told again: whatever was done
 * already finds its rows and does nothing.
 */
export async function tellMessages(deps: Deps, messages: readonly StoredMessage[]): Promise<unknown[]> {
  const faults = new Map<StoredMessage, unknown>();
  for (const lot of committedTogether(deps.database, messages, organizationOf)) {
    try {
      await deps.database.inTransaction((tx) => tellTogether(deps, tx, lot));
    } catch (error) {
      deps.logger.warn(
        { err: error, messages: lot.length },
        'Messages were not told together; each is told by itself.',
      );
      for (const message of lot) faults.set(message, await tellAlone(deps, message));
    }
  }
  return messages.map((message) => faults.get(message) ?? null);
}

const organizationOf = (message: StoredMessage): string => message.organizationId;

/**
 * A reaction is told the messages of one organization, in their order. To those of several it reacts at the same time, so
 * that its statements travel together; none is left behind when another fails, because it would go on after the end.
 */
async function tellTogether(deps: Deps, tx: Tx, messages: readonly StoredMessage[]): Promise<void> {
  const inOrder = messages.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const ofEach = [...Map.groupBy(inOrder, organizationOf).values()] as unknown as Messages[];
  for (const reaction of deps.reactions) {
    const told = await Promise.allSettled(ofEach.map((ofOne) => reaction(deps, tx, ofOne)));
    for (const each of told) if (each.status === 'rejected') throw each.reason;
  }
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
