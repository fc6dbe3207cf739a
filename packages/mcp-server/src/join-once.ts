import type { Astrocal, WaitlistEntry, WaitlistJoin } from '@astrocal/sdk';
import { callIdOf, generations, idempotencyKeyOf } from './call-id.ts';
import { ToolProblem } from './problem.ts';

/**
 * Joins a waitlist once: a repeated call gets the entry that it made before. One that was cancelled or expired since
 * does not count. Throws what the client throws.
 */
export async function joinOnce(astrocal: Astrocal, body: WaitlistJoin): Promise<WaitlistEntry> {
  const callId = callIdOf(['join_waitlist', body]);
  for (const generation of generations) {
    const { id } = await astrocal.waitlist.join(body, {
      idempotencyKey: idempotencyKeyOf(callId, generation),
    });
    const entry = await astrocal.waitlist.get(id);
    if (entry.status === 'waiting' || entry.status === 'promoted') return entry;
  }
  throw new ToolProblem(
    'This very place in line was taken and left too often today. Tell the user, and do not try again by yourself.',
  );
}
