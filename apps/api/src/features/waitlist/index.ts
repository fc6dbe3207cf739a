import { bookingCancelled, bookingReassigned, bookingRescheduled } from '../bookings/index.ts';
import { eventTypesChanged } from '../event-types/index.ts';
import type { Feature } from '../feature.ts';
import { memberTimesChanged } from '../members/index.ts';
import { when } from '../when.ts';
import { expireEntry } from './expire.ts';
import { entryExpired, entryPromoted } from './facts.ts';
import { promoteAfterChange, promoteForHost } from './promote-after-change.ts';
import { promote, reopen } from './promotion-jobs.ts';
import { promoteAfter } from './reactions.ts';
import { mountWaitlist } from './routes.ts';
import { tokensOfEntries } from './token.ts';

export { authorizeEntry } from './access.ts';
export { cancelEntry } from './cancel-entry.ts';
export { entryExpired, entryPromoted } from './facts.ts';
export { entryMessage } from './message.ts';
export { entryJoined } from './ports.ts';
export { presentEntry } from './present.ts';
export { type EntryRecord, findEntry } from './store.ts';
export { openEntryToken } from './token.ts';

export const waitlist: Feature = {
  name: 'waitlist',
  tables: ['waitlist_entries'],
  sealed: [tokensOfEntries],
  mount: mountWaitlist,
  jobs: [promote, reopen, expireEntry],
  facts: [entryPromoted, entryExpired],
  reactions: [when([bookingCancelled, bookingRescheduled, bookingReassigned], promoteAfter)],
  ports: [eventTypesChanged.filledWith(promoteAfterChange), memberTimesChanged.filledWith(promoteForHost)],
};
