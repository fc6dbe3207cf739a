import { type mailKinds, mailStatuses } from '@astrocal/contract';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import type { Cursor } from '../../lib/paging.ts';
import type { Owner } from '../../lib/principal.ts';
import type { MailRow } from './store.ts';

export interface MailFilter {
  readonly status: MailRow['status'] | null;
  readonly recipientEmail: string | null;
  readonly bookingId: string | null;
}

const shown = [
  'id',
  'kind',
  'status',
  'is_test',
  'recipient_role',
  'recipient_address',
  'about_id',
  'attempts',
  'last_error',
  'next_attempt_at',
  'sent_at',
  'created_at',
] as const satisfies readonly (keyof MailRow)[];
const columns = sql.raw(shown.join(', '));

/** A mail as lists show it: without what it says. */
export type MailEntry = Pick<MailRow, (typeof shown)[number]> & ShownKind;

/** The links of accounts are shown to nobody. */
interface ShownKind {
  readonly kind: (typeof mailKinds)[number];
}

/** Up to one more than a page of the owner's mails, newest first, without what they say. */
export async function listMails(
  db: Kysely<Schema>,
  owner: Owner,
  { filter, cursor }: { filter: MailFilter; cursor: Cursor },
): Promise<MailEntry[]> {
  const { rows } = await pageOf(owner, { filter, cursor }).execute(db);
  return rows;
}

/** Each way goes down one index, so that a page costs the same however many there are. */
function pageOf(
  { organizationId, isTest }: Owner,
  { filter, cursor }: { filter: MailFilter; cursor: Cursor },
): RawBuilder<MailEntry> {
  const { status, recipientEmail, bookingId } = filter;
  const limit = cursor.limit + 1;
  const after = cursor.startingAfter === null ? sql`true` : sql`id < ${cursor.startingAfter}`;
  // A link of an account is its person's alone.
  const ofPage = sql`organization_id = ${organizationId} and is_test = ${isTest} and kind <> 'account_link' and ${after}`;
  const statuses = status === null ? [...mailStatuses] : [status];
  if (bookingId !== null || recipientEmail !== null)
    return sql<MailEntry>`select ${columns} from mails where ${ofPage} and status = any(${statuses}::text[])
      and ${bookingId === null ? sql`true` : sql`about_id = ${bookingId}`}
      and ${recipientEmail === null ? sql`true` : sql`lower(recipient_address) = lower(${recipientEmail})`}
      order by id desc limit ${limit}`;
  return sql<MailEntry>`select page.* from unnest(${statuses}::text[]) as wanted (status), lateral (
      select ${columns} from mails where ${ofPage} and status = wanted.status order by id desc limit ${limit}) page
    order by id desc limit ${limit}`;
}

/** One mail of the owner. */
export const findMailOf = (
  db: Kysely<Schema>,
  { organizationId, isTest }: Owner,
  id: string,
): Promise<(MailRow & ShownKind) | undefined> =>
  db
    .selectFrom('mails')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('is_test', '=', isTest)
    .where('id', '=', id)
    .where('kind', '<>', 'account_link')
    .$narrowType<ShownKind>()
    .executeTakeFirst();
