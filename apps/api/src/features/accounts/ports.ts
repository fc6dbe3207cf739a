import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { definePort } from '../../lib/port.ts';

/** A link that the person of an account is to be sent. */
export interface WantedLink {
  /** In whose name the mail is written. */
  readonly organizationId: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly kind: 'password' | 'sign_in';
  readonly token: string;
  readonly expiresAt: Date;
}

/** Somebody has asked for a link, and it is to reach them. */
export const linkWanted =
  definePort<(deps: Deps, tx: Tx, link: WantedLink) => Promise<void>>('accounts.link-wanted');
