import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { newId } from '../../lib/ids.ts';
import type { Mailbox } from '../../providers/mail.ts';
import { keepFacts } from './keep-mail.ts';
import type { MailFacts } from './mail-facts.ts';
import { keepOrganizers } from './organizer.ts';
import { decideSending, firstAttemptAt } from './rules.ts';
import { sendMail } from './send-mail.ts';
import { insertMails, type MailRow, type NewMail } from './store.ts';

/** A mail that shall be written to one recipient. */
export interface MailDraft {
  readonly isTest: boolean;
  /** What it follows from: for one cause, a recipient gets one mail of a kind. */
  readonly cause: string;
  readonly role: MailRow['recipient_role'];
  readonly facts: MailFacts;
  /** From when on it would tell nothing new. */
  readonly expiresAt?: Date;
  /** By what it is judged again before each attempt: a booking at a revision, a waitlist entry, a webhook. */
  readonly about: { readonly id: string; readonly revision?: number };
}

/**
 * Writes mails of one organization, as what they are rendered from, and has those sent that are to be sent; in as few
 * statements for many as for one. Returns the causes of those that were new.
 */
export async function postMails(
  deps: Deps,
  tx: Tx,
  organizationId: string,
  drafts: readonly MailDraft[],
): Promise<ReadonlySet<string>> {
  const invites = drafts.flatMap(({ facts }) =>
    'booking' in facts && facts.invite ? [{ ...facts, bookingId: facts.booking.id }] : [],
  );
  const organizers = await keepOrganizers(deps, tx, organizationId, invites);
  const rows = drafts.map((draft) => rowOf(deps, organizationId, withOrganizer(draft, organizers)));
  const inserted = await insertMails(tx, rows);
  const written = rows.filter(({ id }) => inserted.has(id));
  // In test mode none is sent.
  if (written.some(({ status }) => status === 'pending'))
    deps.queue.attemptsDue(tx, sendMail, { organizationId, isTest: false });
  return new Set(written.map(({ cause }) => cause));
}

function withOrganizer(draft: MailDraft, organizers: ReadonlyMap<string, Mailbox>): MailDraft {
  const { facts } = draft;
  const organizer = 'booking' in facts && facts.invite ? organizers.get(facts.booking.id) : undefined;
  return organizer ? { ...draft, facts: { ...facts, organizer } as MailFacts } : draft;
}

function rowOf(
  deps: Pick<Deps, 'clock' | 'mail' | 'keyring'>,
  organizationId: string,
  { isTest, cause, role, facts, expiresAt, about }: MailDraft,
): NewMail {
  const { clock, mail } = deps;
  const now = clock.now();
  const key = { organization_id: organizationId, id: newId('mail', now) };
  const { address } = facts.to;
  const { status, reason } = decideSending({ isTest, hasServer: mail.sender !== null, role, address });
  return {
    ...key,
    is_test: isTest,
    kind: facts.kind,
    cause,
    recipient_role: role,
    recipient_address: address,
    status,
    about_id: about.id,
    about_revision: about.revision ?? null,
    attempts: 0,
    faults: 0,
    last_error: reason,
    response: null,
    next_attempt_at: status === 'pending' ? new Date(firstAttemptAt(facts.kind, now)) : null,
    turn_at: null,
    expires_at: expiresAt ?? null,
    message_id_header: `<${key.id}@${mail.from.address.split('@').at(-1)}>`,
    ...keepFacts(deps, key, facts),
    created_at: new Date(now),
    sent_at: null,
  };
}
