import type { MessageEvent } from '@astrocal/contract';
import type { Owner } from '../lib/principal.ts';

/** A fact that a transaction makes true. */
export interface Fact extends Owner {
  readonly event: MessageEvent;
  /** The resource as the API shows it, without secrets. */
  readonly data: object;
  /** True where nobody is mailed about it: whoever did it said so (docs/mail.md, Switch notices off). */
  readonly isSilent?: boolean;
}

/** A fact as the log keeps it. */
export interface StoredMessage extends Fact {
  readonly id: string;
  readonly createdAt: Date;
}
