import type { BookingMessage } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Deps, Reaction } from '../../deps.ts';
import type { StoredMessage } from '../../events/record.ts';
import { changeOfHosts } from '../../wording/names.ts';
import { type BookingRecord, openToken, wasNeverCertain } from '../bookings/index.ts';
import { type Backdrop, findBackdrop } from './backdrop.ts';
import { type BookingNews, bookingDrafts } from './mail-booking.ts';
import { type Entry, expiryDraft, promotionDraft } from './mail-waitlist.ts';
import { type MailDraft, postMails } from './post-mails.ts';
import { scheduleReminders } from './remind.ts';
import { hadBegun, hostMails, mailKinds, type RecipientRole } from './rules.ts';
import { isNoticed } from './rules-notices.ts';
import { sceneOf } from './store.ts';

/** Writes the mails that follow from messages, and has people reminded of what is certain. */
export const notify: Reaction = async (deps, tx, messages) => {
  const [{ organizationId }] = messages;
  const backdrop = await findBackdrop(tx, messages);
  const news = messages.flatMap((message) => bookingNews(deps, message, backdrop));
  const about = Map.groupBy(news, ({ cause }) => cause);
  const drafts = messages.flatMap((message) =>
    message.event in waitlistDrafts
      ? (waitlistDrafts[message.event]?.(deps, message, backdrop) ?? [])
      : (about.get(message.id) ?? []).flatMap(bookingDrafts),
  );
  const mailed = new Set(drafts.map(({ cause }) => cause));
  const written = await postMails(deps, tx, organizationId, drafts);
  // Where nobody is mailed it is not known whether it was told before: set twice, a reminder is sent once.
  const remindOf = ({ kind, cause }: BookingNews) =>
    remindsAnew.has(kind) && (written.has(cause) || !mailed.has(cause));
  await scheduleReminders(deps, tx, news.filter(remindOf));
};

/** Of which news the party is reminded from then on: once for each revision. */
const remindsAnew: ReadonlySet<BookingNews['kind']> = new Set([
  'booking_confirmed',
  'booking_rescheduled',
  'booking_reassigned',
]);

/** What a message about a booking is news of; nothing where nobody is to hear it, or of another message. */
function bookingNews(deps: Deps, message: StoredMessage, backdrop: Backdrop): BookingNews[] {
  const kind = mailKinds[message.event];
  if (!kind) return [];
  const booking = message.data as Static<typeof BookingMessage>;
  const row = backdrop.bookings.get(booking.id);
  if (!row) throw new Error(`Message ${message.id} is about a booking that is not there.`);
  if (wasNeverCertain(booking.status, row) || hadBegun(booking)) return [];
  const isOfPromotion = kind === 'booking_confirmed' && hearsOfPromotion(row, backdrop);
  const news: BookingNews = {
    kind,
    cause: message.id,
    booking,
    at: message.createdAt.getTime(),
    scene: sceneOf(backdrop.scenes, booking.event_type_id),
    token: openToken(row, deps.keyring),
    roles: rolesTold(message, { isOfPromotion }),
  };
  if (booking.previous_hosts === undefined || message.isSilent) return [news];
  const { staying, leaving, arriving } = changeOfHosts(booking);
  return [
    { ...news, hosts: staying },
    { ...news, ...hostMails.leaving, hosts: leaving },
    { ...news, ...hostMails.arriving, hosts: arriving },
  ];
}

/** Nobody, where whoever did it said so: then it is news to nobody but the reminders. */
function rolesTold(
  { isSilent = false }: StoredMessage,
  { isOfPromotion }: { isOfPromotion: boolean },
): readonly RecipientRole[] {
  if (isSilent) return [];
  return isOfPromotion ? ['host'] : ['invitee', 'attendee', 'host'];
}

/** Who was in line for the booking has a better mail than its confirmation, unless it had to be paid first. */
const hearsOfPromotion = ({ id, price_amount }: BookingRecord, { promotions }: Backdrop): boolean =>
  price_amount === null && promotions.has(id);

type DraftsOf = (deps: Deps, message: StoredMessage, backdrop: Backdrop) => MailDraft[];

const waitlistDrafts: Partial<Record<StoredMessage['event'], DraftsOf>> = {
  'waitlist.expired': (_, message, { scenes }) => [
    expiryDraft(message, sceneOf(scenes, (message.data as Entry).event_type_id)),
  ],
  // A booking that has ended meanwhile is told by the mail about that.
  'waitlist.promoted': (deps, message, { bookings, scenes }) => {
    const { booking_id: id, event_type_id } = message.data as Entry;
    const row = bookings.get(id ?? '');
    if (!row || row.status === 'cancelled') return [];
    const scene = sceneOf(scenes, event_type_id);
    if (!isNoticed(scene.notices, 'booking_confirmed', 'invitee')) return [];
    return [promotionDraft(deps, message, { row, scene })];
  },
};
