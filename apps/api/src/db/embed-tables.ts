import type { ColumnType } from 'kysely';
import type { HashedBy } from './account-tables.ts';
import type { Bytes } from './stored-types.ts';

/** What an embedded session is for, as it is stored. */
export type StoredReach =
  | {
      readonly kind: 'booker';
      readonly event_type_id: string;
      readonly host_id: string | null;
      readonly attendee: {
        readonly name: string;
        readonly email: string;
        readonly timezone: string | null;
        readonly external_id: string | null;
      } | null;
      readonly metadata: Readonly<Record<string, string | number | boolean>>;
    }
  | { readonly kind: 'booking'; readonly booking_id: string }
  | { readonly kind: 'host'; readonly member_id: string; readonly read_only: boolean };

export interface EmbedSessionTable {
  organization_id: string;
  id: string;
  is_test: boolean;
  token_hash: Bytes;
  hashed_by: HashedBy;
  /** jsonb: read as a value, written as its text. */
  reach: ColumnType<StoredReach, string, string>;
  allowed_origins: string[];
  /** The key or member who made it, and with whom it ends. */
  made_by: string;
  created_at: Date;
  expires_at: Date;
  ended_at: Date | null;
}
