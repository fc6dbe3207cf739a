import { longest, slugPattern } from '@astrocal/contract';
import type { Phase } from '../../features/bookings/index.ts';
import type { Offer, PublicHost } from '../../features/event-types/index.ts';
import type { BookingView } from './view-booking.ts';

/** Whether there is still something to move or to cancel. */
export const canChange = (phase: Phase): boolean => phase === 'ahead' || phase === 'unpaid';

/** Whether people may book it now. What has a price is not theirs to book while nothing can be paid here. */
export const isOffered = ({
  isActive,
  isDeleted,
  priceAmount,
}: Pick<Offer, 'isActive' | 'isDeleted' | 'priceAmount'>): boolean =>
  isActive && !isDeleted && priceAmount === null;

/** A booking with what decides about changes of it. */
type Changeable = Pick<BookingView, 'phase' | 'lastChanges' | 'now'> & {
  readonly offer: Pick<Offer, 'isDeleted'>;
};

/** Whether what was booked can still be moved: also where nobody may book any more (docs/bookings.md, Move). */
export const canMove = ({ phase, offer, lastChanges, now }: Changeable): boolean =>
  canChange(phase) && !offer.isDeleted && now <= lastChanges.move;

/** Whether it can still be cancelled (docs/bookings.md, Until when). */
export const canCancel = ({ phase, lastChanges, now }: Changeable): boolean =>
  canChange(phase) && now <= lastChanges.cancel;

/** The hosts of whom a visitor may choose one. */
export const choosable = (hosts: readonly PublicHost[]): readonly PublicHost[] =>
  hosts.filter(({ isRequired }) => !isRequired);

/** The asked one of them; undefined for anyone, and where the asked one is not to be chosen. */
export const chosenHost = (hosts: readonly PublicHost[], asked: string | undefined): PublicHost | undefined =>
  choosable(hosts).find(({ memberId }) => memberId === asked);

const slugShape = new RegExp(slugPattern);

/** Whether a text can be a slug: anything else names nothing, and is not asked for. */
export const isSlug = (text: string): boolean => text.length <= longest.slug && slugShape.test(text);
