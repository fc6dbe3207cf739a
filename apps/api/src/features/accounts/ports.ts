import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { definePort } from '../../lib/port.ts';

/** A link that the person of an account, or of an invitation, is to be sent. */
export interface WantedLink {
  /** In whose name the mail is written. */
  readonly organizationId: string;
  /** Without a name where none is known: an empty text. */
  readonly to: { readonly name: string; readonly address: string };
  readonly kind: 'password' | 'sign_in' | 'invitation' | 'email' | 'email_changing';
  /** Who invites, as people know them; null: nobody in person. */
  readonly invitedBy?: string | null;
  /** Empty where a mail only tells of another: `email_changing`. */
  readonly token: string;
  /** The address that the account is to have. */
  readonly newEmail?: string;
  readonly expiresAt: Date;
}

/** Somebody has asked for a link, and it is to reach them. */
export const linkWanted =
  definePort<(deps: Deps, tx: Tx, link: WantedLink) => Promise<void>>('accounts.link-wanted');
