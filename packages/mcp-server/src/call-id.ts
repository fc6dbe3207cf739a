import { createHash } from 'node:crypto';

/** Of the bookings that tools make: which call made them, as a key of their metadata. */
export const callIdField = 'mcp_call';

/**
 * Names what a call asks for, the same whenever and wherever it is asked: the retry of an agent, of its client or
 * after a restart has the same name (docs/decisions/0023). 32 hexadecimal digits.
 * @param asked plain JSON whose fields stand in a fixed order
 */
export const callIdOf = (asked: object): string =>
  createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, 32);

/** A call may be repeated in earnest after what it made has ended: each time is a generation with its own key. */
export const idempotencyKeyOf = (callId: string, generation: number): string => `mcp-${callId}-${generation}`;

/** How often the same call may be made in earnest within the 24 hours for which the server keeps keys. */
export const generations: readonly number[] = Array.from({ length: 20 }, (_, generation) => generation);
