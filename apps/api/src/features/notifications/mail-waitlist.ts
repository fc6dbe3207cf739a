import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import type { StoredMessage } from '../../events/record.ts';
import { handleJob } from '../../jobs/definition.ts';
import type { Owner } from '../../lib/principal.ts';
import type { Mailbox } from '../../providers/mail.ts';
import { bookingLinks, leaveWaitlistLink } from '../../wording/addresses.ts';
import { createReader, readerZone } from '../../wording/reader-time.ts';
import { type BookingRecord, bookingMessage, findBooking, isUnpaid, openToken } from '../bookings/index.ts';
import { entryMessage, findEntry, openEntryToken } from '../waitlist/index.ts';
import { inviteOf, writeInvite } from './invite.ts';
import { mailWaitlistJoinedJob } from './jobs.ts';
import { replyTo } from './mail-booking.ts';
import { keepOrganizer } from './organizer.ts';
import { type Draft, postMails } from './post-mails.ts';
import { findScene, type Scene } from './store.ts';
import { bookingMail } from './templates/booking-mails.ts';
import { type WaitlistMailKind, waitlistMail } from './templates/waitlist-mails.ts';

type Entry = ReturnType<typeof entryMessage>;

/** What a mail to somebody in line is made of. */
interface WaitlistNews {
  readonly kind: WaitlistMailKind;
  readonly cause: string;
  readonly entry: Entry;
  readonly scene: Scene;
  /** Where the reader leaves the line; null once it is over. */
  readonly link: string | null;
}

/** Tells whoever joined a waitlist which place they have, and how to leave it; not who has left it already. */
export const mailWaitlistJoined = handleJob(
  mailWaitlistJoinedJob,
  (deps: Deps, { data: { organization_id: organizationId, id } }) =>
    deps.database.inTransaction(async (tx) => {
      const now = deps.clock.now();
      const row = await findEntry(tx, { id, owner: null, now: new Date(now) });
      if (row?.status !== 'waiting') return;
      const entry = entryMessage(row, now);
      const scene = await findScene(tx, { organizationId, eventTypeId: entry.event_type_id });
      const link = leaveWaitlistLink(deps.publicUrl, {
        id,
        token: openEntryToken(row, deps.keyring),
      });
      const news = { kind: 'waitlist_joined', cause: id, entry, scene, link } as const;
      await postMails(deps, tx, { organizationId, isTest: entry.is_test }, [draftOf(news)]);
    }),
);

/** Tells whoever waited that there was no spot. */
export async function mailWaitlistExpired(deps: Deps, tx: Tx, message: StoredMessage): Promise<void> {
  const entry = message.data as Entry;
  const scene = await sceneOf(tx, message, entry);
  const news = { kind: 'waitlist_expired', cause: message.id, entry, scene, link: null } as const;
  await postMails(deps, tx, message, [draftOf(news)]);
}

/**
 * Tells whoever waited that they have a spot, and all about it, with the invite: it is the confirmation of their
 * booking. One that has ended meanwhile is told by the mail about that.
 */
export async function mailWaitlistPromoted(deps: Deps, tx: Tx, message: StoredMessage): Promise<void> {
  const entry = message.data as Entry;
  const row = await findBooking(tx, { id: entry.booking_id ?? '', owner: message });
  if (!row || row.status === 'cancelled') return;
  const scene = await sceneOf(tx, message, entry);
  // What is still to be paid is not certain yet: it is invited to when it is confirmed.
  const organizer = isUnpaid(row.status) ? null : await keepOrganizer(deps, tx, row, scene);
  await postMails(deps, tx, message, [promotionDraft(deps, message, { entry, row, scene, organizer })]);
}

const sceneOf = (tx: Tx, { organizationId }: Owner, entry: Entry): Promise<Scene> =>
  findScene(tx, { organizationId, eventTypeId: entry.event_type_id });

function draftOf({ kind, cause, entry, scene, link }: WaitlistNews): Draft {
  const { organizationName, title: eventTypeTitle } = scene;
  const { start_time: start, invitee_name: readerName } = entry;
  return {
    kind,
    cause,
    role: 'invitee',
    to: { name: readerName, address: entry.invitee_email },
    organizationName,
    content: waitlistMail(kind, {
      organizationName,
      eventTypeTitle,
      readerName,
      reader: createReader(readerZone(entry.invitee_timezone)),
      start: start === null ? null : Date.parse(start),
      position: entry.position,
      expiresAt: Date.parse(entry.expires_at),
      link,
    }),
    threadOf: entry.id,
    about: { id: entry.id },
  };
}

function promotionDraft(
  deps: Pick<Deps, 'publicUrl' | 'keyring'>,
  { id: cause, createdAt }: StoredMessage,
  {
    entry,
    row,
    scene,
    organizer,
  }: { entry: Entry; row: BookingRecord; scene: Scene; organizer: Mailbox | null },
): Draft {
  const booking = bookingMessage(row);
  const links = bookingLinks(deps.publicUrl, { id: row.id, token: openToken(row, deps.keyring) });
  const news = {
    kind: 'waitlist_promoted',
    cause,
    entry: { ...entry, start_time: booking.start_time },
    scene,
  } as const;
  const draft = draftOf({ ...news, link: links.view });
  const { subject, preview, heading, intro } = draft.content;
  const about = bookingMail('booking_confirmed', {
    booking,
    organizationName: scene.organizationName,
    role: 'invitee',
    readerName: entry.invitee_name,
    reader: createReader(readerZone(entry.invitee_timezone)),
    links,
  });
  const at = createdAt.getTime();
  return {
    ...draft,
    content: { ...about, subject, preview, heading, intro },
    threadOf: row.id,
    about: { id: row.id, revision: row.revision },
    ...replyTo('invitee', booking),
    ...(organizer && {
      invite: writeInvite(
        inviteOf(deps, { kind: 'booking_confirmed', booking, scene, at, organizer }),
        entry.invitee_email,
      ),
    }),
  };
}
