import type { Reasons } from './table-owners.ts';

const oneStatement = 'What decides about a slot is read by one statement.';
const besideRows = 'Read in one statement beside rows of its own, which name it.';
const counts = 'Usage is counted where it arose; nobody else asks for these counts.';
const countsBeside =
  'What is counted of a member stands beside its row; the features below are not known here.';

/** Which store reads tables that are another feature's, and why. */
export const foreignReads: Reasons = {
  'apps/api/src/features/members/store.ts': { organizations: besideRows },
  'apps/api/src/features/api-keys/store.ts': { organizations: besideRows },
  'apps/api/src/features/members/store-members.ts': {
    event_type_hosts: countsBeside,
    event_types: countsBeside,
  },
  'apps/api/src/features/event-types/store.ts': { bookings: oneStatement },
  'apps/api/src/features/event-types/store-offers.ts': { organizations: besideRows },
  'apps/api/src/features/event-types/store-receipts.ts': {
    bookings: 'The count of a cap begins with those that are there; the feature below is not known here.',
  },
  'apps/api/src/features/availability/store-snapshot.ts': {
    allocations: oneStatement,
    bookings: oneStatement,
    event_types: oneStatement,
    event_type_receipts: oneStatement,
  },
  'apps/api/src/features/availability/store-waiting.ts': {
    waitlist_entries: 'Slots tell how many wait for them; the feature below is not known here.',
  },
  'apps/api/src/features/bookings/store.ts': { event_types: besideRows },
  'apps/api/src/features/embed-sessions/store.ts': { organizations: besideRows },
  'apps/api/src/features/webhooks/store-messages.ts': {
    events: 'A replay reads a part of the log, which nobody else reads by kinds and instants.',
  },
  'apps/api/src/features/notifications/store.ts': {
    organizations: 'What many mails tell is read by one statement.',
    event_types: 'What many mails tell is read by one statement.',
    waitlist_entries: 'What many mails tell is read by one statement.',
    webhook_endpoints: 'Why it was switched off is told by mail alone.',
  },
  'apps/api/src/features/usage/store.ts': {
    bookings: counts,
    webhook_deliveries: counts,
    event_types: counts,
  },
};
