import type { Deps } from '../../deps.ts';
import type { StoredMessage } from '../../events/record.ts';
import { handleJob } from '../../jobs/definition.ts';
import { type BookingRecord, bookingMessage, isUnpaid, openToken } from '../bookings/index.ts';
import { entryMessage, findEntry, openEntryToken } from '../waitlist/index.ts';
import { mailWaitlistJoinedJob } from './jobs.ts';
import { type EntryFacts, lastChangesIn, mailBookingFor, writerOf } from './mail-facts.ts';
import { type MailDraft, postMails } from './post-mails.ts';
import { findScene, type Scene } from './store.ts';

export type Entry = ReturnType<typeof entryMessage>;

/** What a mail to somebody in line is made of. */
interface WaitlistNews extends Pick<EntryFacts, 'kind' | 'token'> {
  readonly cause: string;
  readonly entry: Entry;
  readonly scene: Scene;
}

/** Tells whoever joined a waitlist which place they have, and how to leave it; not who has left it already. */
export const mailWaitlistJoined = handleJob(
  mailWaitlistJoinedJob,
  (deps: Deps, { data: { organization_id: organizationId, id } }) =>
    deps.database.inTransaction(async (tx) => {
      const now = deps.clock.now();
      const row = await findEntry(tx, { id, owner: { organizationId, isTest: null }, now: new Date(now) });
      if (row?.status !== 'waiting') return;
      const entry = entryMessage(row, now);
      const scene = await findScene(tx, { organizationId, eventTypeId: entry.event_type_id });
      const token = openEntryToken(row, deps.keyring);
      const draft = entryDraft({ kind: 'waitlist_joined', cause: id, entry, scene, token });
      await postMails(deps, tx, organizationId, [draft]);
    }),
);

/** The mail to whoever waited and got no spot. */
export const expiryDraft = (message: StoredMessage, scene: Scene): MailDraft =>
  entryDraft({
    kind: 'waitlist_expired',
    cause: message.id,
    entry: message.data as Entry,
    scene,
    token: null,
  });

function entryDraft({ kind, cause, entry, scene, token }: WaitlistNews): MailDraft {
  const { start_time: start } = entry;
  return {
    isTest: entry.is_test,
    cause,
    role: 'invitee',
    facts: {
      kind,
      to: { name: entry.invitee_name, address: entry.invitee_email },
      ...writerOf(scene),
      entryId: entry.id,
      timezone: entry.invitee_timezone,
      eventTypeTitle: scene.title,
      start: start === null ? null : Date.parse(start),
      position: entry.position,
      expiresAt: Date.parse(entry.expires_at),
      token,
    },
    about: { id: entry.id },
  };
}

/**
 * The mail to whoever waited that they have a spot, and all about it, with the invite: it is the confirmation of their
 * booking. What is still to be paid is not certain yet: it is invited to when it is confirmed.
 */
export function promotionDraft(
  { keyring }: Pick<Deps, 'keyring'>,
  message: StoredMessage,
  { row, scene }: { row: BookingRecord; scene: Scene },
): MailDraft {
  const entry = message.data as Entry;
  const booking = bookingMessage(row);
  return {
    isTest: entry.is_test,
    cause: message.id,
    role: 'invitee',
    facts: {
      kind: 'waitlist_promoted',
      to: { name: entry.invitee_name, address: entry.invitee_email },
      ...writerOf(scene),
      role: 'invitee',
      timezone: entry.invitee_timezone,
      booking: mailBookingFor(entry.invitee_email, booking),
      token: openToken(row, keyring),
      ...lastChangesIn(scene, booking, message.createdAt.getTime()),
      ...(!isUnpaid(row.status) && { invite: { at: message.createdAt.getTime(), timezone: scene.timezone } }),
    },
    about: { id: row.id, revision: row.revision },
  };
}
