import type { mailKinds, mailRoles, mailStatuses } from '@astrocal/contract';
import type { ColumnType } from 'kysely';
import type { Bytes } from './stored-types.ts';

/* What leaves the server: mails, and messages to webhooks. */

export interface MailTable {
  organization_id: string;
  id: string;
  is_test: boolean;
  /** `account_link`: of a person's account, and shown to nobody else. */
  kind: (typeof mailKinds)[number] | 'account_link';
  cause: string;
  recipient_role: (typeof mailRoles)[number];
  recipient_address: string;
  status: (typeof mailStatuses)[number];
  /** A booking, a waitlist entry or a webhook; of a booking the revision, too. */
  about_id: string | null;
  about_revision: number | null;
  attempts: number;
  last_error: string | null;
  response: string | null;
  next_attempt_at: Date | null;
  /** From when on its address may get it: of each hour so many; null until it is about to be handed over. */
  turn_at: Date | null;
  claimed_until: Date | null;
  faults: number;
  fault: string | null;
  given_up_at: Date | null;
  /** What reaches one reader in order; made by the database. */
  lane: ColumnType<string, never, never>;
  expires_at: Date | null;
  message_id_header: string;
  /** What was sent; null before the first attempt. Then `facts_sealed` is what it is rendered from. */
  content_sealed: Bytes | null;
  facts_sealed: Bytes | null;
  created_at: Date;
  sent_at: Date | null;
}

export interface InviteOrganizerTable {
  organization_id: string;
  booking_id: string;
  name: string;
  address: string;
}

export interface WebhookEndpointTable {
  organization_id: string;
  id: string;
  is_test: boolean;
  url: string;
  events: string[];
  active: boolean;
  disabled_reason: 'gone' | 'failing' | null;
  secret_sealed: Bytes | null;
  previous_secret_sealed: Bytes | null;
  previous_secret_expires_at: Date | null;
  failures: number;
  failing_since: Date | null;
  created_at: Date;
  updated_at: Date;
  deleted_at: Date | null;
}

export interface WebhookDeliveryTable {
  organization_id: string;
  id: string;
  is_test: boolean;
  endpoint_id: string;
  message_id: string;
  cause: string;
  event: string;
  body: string;
  status: 'pending' | 'success' | 'failed';
  attempts: number;
  attempts_before: number;
  claimed_until: Date | null;
  last_attempt_at: Date | null;
  response_status_code: number | null;
  response_body: string | null;
  error: string | null;
  duration_ms: number | null;
  next_attempt_at: Date | null;
  faults: number;
  fault: string | null;
  given_up_at: Date | null;
  created_at: Date;
}
