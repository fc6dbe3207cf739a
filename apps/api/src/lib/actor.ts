import type { PlanName } from '@astrocal/contract';

/** Who makes a request: the holder of an API key, or anyone. */
export type Actor = KeyActor | { readonly kind: 'public' };

export interface KeyActor {
  readonly kind: 'key';
  readonly keyId: string;
  readonly organizationId: string;
  /** The mode of the key: it reaches only rows of the same mode. */
  readonly isTest: boolean;
  /** The plan of its organization; null where the installation's holds. */
  readonly plan: PlanName | null;
}

/** What every stored row belongs to. */
export interface Owner {
  readonly organizationId: string;
  readonly isTest: boolean;
}

/** Where a thing is looked for by its id: in one organization, and in one mode or in both. */
export interface Reach {
  readonly organizationId: string;
  /** Null where whoever asks does not know it. */
  readonly isTest: boolean | null;
}

/** The owner as one text: by it locks, counts and Idempotency-Keys are kept apart. */
export const ownerName = ({ organizationId, isTest }: Owner): string =>
  `${organizationId}:${isTest ? 'test' : 'live'}`;

/** Whether the actor may see what the owner has: anyone may by id, a key only within its organization and mode. */
export const mayReach = (actor: Actor, owner: Owner): boolean =>
  actor.kind === 'public' || (actor.organizationId === owner.organizationId && actor.isTest === owner.isTest);

/** The actor of an operation that only keys may call; authentication has seen to it. */
export function keyActor(actor: Actor): KeyActor {
  if (actor.kind !== 'key') throw new Error('An operation for keys was reached without one.');
  return actor;
}
