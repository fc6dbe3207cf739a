import type { ColumnType, Generated } from 'kysely';
import type { Bytes } from './stored-types.ts';

/* The tables of people who sign in: of no organization, and joined with nothing of one. */

/** The id of the secret key by which a hash was made; null where a release before this one has made it. */
export type HashedBy = ColumnType<number | null, number | null | undefined, number>;

export interface UserTable {
  id: string;
  email: string;
  /** The address as it is compared (lib/mailbox.ts). */
  mailbox: string;
  email_verified_at: Date | null;
  name: string;
  locale: string | null;
  timezone: string | null;
  /** Argon2id as its own text tells; null where no password opens the account. */
  password_hash: string | null;
  /** Secret and recovery codes of the app for codes, sealed. */
  totp_sealed: Generated<Bytes | null>;
  /** Since when codes are asked for; null: they are not. */
  totp_on_at: Generated<Date | null>;
  /** The time step of the last code that was used. */
  totp_step: Generated<number | null>;
  /** In which organization the person acted last. */
  acts_in: string | null;
  created_at: Date;
}

/** A link that is used once: deleted when it was. */
export interface AccountLinkTable {
  /** HMAC of the token. */
  token_hash: Bytes;
  hashed_by: HashedBy;
  kind: 'setup' | 'password' | 'sign_in' | 'invitation' | 'email';
  /** The account; null where there is none yet. */
  user_id: string | null;
  /** The organization and its member that get an account by it. */
  for_organization: string | null;
  for_member: string | null;
  /** The invitation of that organization which is accepted by it. */
  for_invitation: Generated<string | null>;
  /** The address that the account has once it is confirmed. */
  new_email: Generated<string | null>;
  created_at: Date;
  expires_at: Date;
}

export interface SessionTable {
  id: string;
  /** HMAC of the token. */
  token_hash: Bytes;
  hashed_by: HashedBy;
  user_id: string;
  /** The organization. */
  acts_in: string;
  user_agent: string | null;
  address: string | null;
  created_at: Date;
  last_seen_at: Date;
  /** When the person last proved who they are. */
  proven_at: Date;
  expires_at: Date;
}
