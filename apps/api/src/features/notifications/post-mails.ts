import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { newInternalId } from '../../lib/ids.ts';
import type { Owner } from '../../lib/principal.ts';
import type { Mailbox, OutgoingMail } from '../../providers/mail.ts';
import { sendMailJob } from './jobs.ts';
import { senderOf } from './organizer.ts';
import { decideSending } from './rules.ts';
import { insertMails, type MailRow } from './store.ts';
import type { MailContent } from './templates/mail-content.ts';
import { renderHtml } from './templates/render-html.ts';
import { renderText } from './templates/render-text.ts';

/** A mail as the row keeps it: all that is sent but for the Message-ID and the date, which are the row's. */
export type KeptMail = Omit<OutgoingMail, 'messageId' | 'date'>;

/** A mail that shall be written to one recipient. */
export interface Draft {
  readonly kind: MailRow['kind'];
  /** What it follows from: for one cause, a recipient gets one mail of a kind. */
  readonly cause: string;
  readonly role: MailRow['recipient_role'];
  readonly to: Mailbox;
  readonly content: MailContent;
  readonly organizationName: string;
  readonly replyTo?: Mailbox;
  readonly invite?: NonNullable<OutgoingMail['invite']>;
  /** The id of what the mail belongs to: mail clients show it with the others of the same. */
  readonly threadOf?: string;
  /** From when on it would tell nothing new. */
  readonly expiresAt?: Date;
  /** By what it is judged again before each attempt: a booking at a revision, a waitlist entry, a webhook. */
  readonly about: { readonly id: string; readonly revision?: number };
}

/**
 * Writes the mails, renders them once and for all, and has those sent that are to be sent. Returns how many were new.
 */
export async function postMails(
  { queue, keyring, clock, mail }: Deps,
  tx: Tx,
  { organizationId, isTest }: Owner,
  drafts: readonly Draft[],
): Promise<number> {
  const now = clock.now();
  const domain = mail.from.address.split('@').at(-1);
  const rows = drafts.map((draft): MailRow => {
    const key = { organization_id: organizationId, id: newInternalId('mml', now) };
    const kept = keep(draft, {
      from: senderOf(mail, draft),
      domain,
    });
    const { status, reason } = decideSending({
      isTest,
      hasServer: mail.sender !== null,
      role: draft.role,
      address: draft.to.address,
    });
    return {
      ...key,
      is_test: isTest,
      kind: draft.kind,
      cause: draft.cause,
      recipient_role: draft.role,
      recipient_address: draft.to.address,
      status,
      about_id: draft.about.id,
      about_revision: draft.about.revision ?? null,
      attempts: 0,
      claimed_by: null,
      last_error: reason,
      response: null,
      next_attempt_at: status === 'pending' ? new Date(now) : null,
      expires_at: draft.expiresAt ?? null,
      message_id_header: `<${key.id}@${domain}>`,
      content_sealed: keyring.seal(JSON.stringify(kept), contextOf(key)),
      created_at: new Date(now),
      sent_at: null,
    };
  });
  const inserted = await insertMails(tx, rows);
  for (const { id: mailId, status } of rows)
    if (status === 'pending' && inserted.has(mailId))
      await queue.enqueue(tx, sendMailJob, { organizationId, mailId, attempt: 0 });
  return inserted.size;
}

function keep(
  { to, content, replyTo, invite, threadOf }: Draft,
  { from, domain }: { from: Mailbox; domain: string | undefined },
): KeptMail {
  return {
    from,
    to,
    subject: content.subject,
    html: renderHtml(content),
    text: renderText(content),
    ...(replyTo && { replyTo }),
    ...(invite && { invite }),
    ...(threadOf !== undefined && { thread: `<${threadOf}@${domain}>` }),
  };
}

/** The mail as it is handed over, at every attempt the same. */
export const openMail = ({ keyring }: Pick<Deps, 'keyring'>, row: MailRow): OutgoingMail => ({
  ...(JSON.parse(keyring.open(row.content_sealed, contextOf(row))) as KeptMail),
  messageId: row.message_id_header,
  date: row.created_at,
});

const contextOf = ({ organization_id, id }: Pick<MailRow, 'organization_id' | 'id'>): string =>
  `mails:${organization_id}:${id}`;
