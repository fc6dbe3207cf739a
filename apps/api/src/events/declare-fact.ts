import type { MessageEvent } from '@astrocal/contract';
import type { TSchema } from 'typebox';

/** Something that can become true, as the feature that tells it declares it. */
export interface DeclaredFact {
  readonly event: MessageEvent;
  /** The form of what is told about it: of the contract where the fact is public. */
  readonly data: TSchema;
  /** Whether the log shows it and webhooks send it. */
  readonly isPublic: boolean;
}

/** A fact that customers are told too, as the contract says. */
export const publicFact = (event: MessageEvent, data: TSchema): DeclaredFact => ({
  event,
  data,
  isPublic: true,
});
