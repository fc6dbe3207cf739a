import type { SeededOrganization } from '../harness/seed.ts';
import type { Slot } from './ledger.ts';

/** Hands out starts that nobody was given before, or that rivals were. */
export interface Slots {
  /** A start for one writer. */
  own(organization: SeededOrganization, eventTypeId: string): Slot;
  /** A start for as many writers as it has spots, or for one more, who then loses. */
  contested(organization: SeededOrganization, eventTypeId: string, capacity: number): Slot;
}

const dayMs = 24 * 60 * 60_000;
const stepMs = 30 * 60_000;

export function createSlots(choose: (bound: number) => number): Slots {
  const firstDay = Math.ceil(Date.now() / dayMs + 1) * dayMs;
  const given = new Map<string, number>();
  const open = new Map<string, { slot: Slot; left: number }>();
  // All event types of an organization have one host, so its starts follow each other.
  const next = ({ organizationId }: SeededOrganization, eventTypeId: string, capacity: number): Slot => {
    const number = given.get(organizationId) ?? 0;
    given.set(organizationId, number + 1);
    const startTime = new Date(firstDay + number * stepMs).toISOString().replace('.000Z', 'Z');
    return { eventTypeId, startTime, capacity, won: 0 };
  };
  return {
    own: (organization, eventTypeId) => next(organization, eventTypeId, 1),
    contested(organization, eventTypeId, capacity) {
      const shared = open.get(eventTypeId);
      if (shared && shared.left-- > 0) return shared.slot;
      const slot = next(organization, eventTypeId, capacity);
      open.set(eventTypeId, { slot, left: capacity - 1 + choose(2) });
      return slot;
    },
  };
}
