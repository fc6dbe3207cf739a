import type { Deps } from '../../deps.ts';
import { isId } from '../../lib/ids.ts';
import type { OutgoingMail } from '../../providers/mail.ts';
import { openMail } from './keep-mail.ts';
import { findMail, listNewestMails, type MailRow } from './store.ts';

/** A mail as whoever develops reads it: its row, and what is or would be sent. */
export interface ReadableMail {
  readonly row: Pick<
    MailRow,
    | 'id'
    | 'is_test'
    | 'kind'
    | 'status'
    | 'attempts'
    | 'last_error'
    | 'response'
    | 'next_attempt_at'
    | 'created_at'
    | 'sent_at'
  >;
  readonly mail: OutgoingMail;
}

/** The newest mails of the whole installation, newest first. */
export async function readNewestMails(deps: Deps, limit: number): Promise<ReadableMail[]> {
  const rows = await listNewestMails(deps.database.db, limit);
  return rows.map((row) => ({ row, mail: openMail(deps, row) }));
}

/** One mail; undefined when there is none with the id. */
export async function readMail(deps: Deps, id: string): Promise<ReadableMail | undefined> {
  if (!isId('mail', id)) return undefined;
  const row = await findMail(deps.database.db, id);
  return row && { row, mail: openMail(deps, row) };
}
