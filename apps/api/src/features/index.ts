import { accounts } from './accounts/index.ts';
import { apiKeys } from './api-keys/index.ts';
import { availability } from './availability/index.ts';
import { bookings } from './bookings/index.ts';
import { embedSessions } from './embed-sessions/index.ts';
import { eventTypes } from './event-types/index.ts';
import { events } from './events/index.ts';
import type { Feature } from './feature.ts';
import { invitations } from './invitations/index.ts';
import { members } from './members/index.ts';
import { notifications } from './notifications/index.ts';
import { organizations } from './organizations/index.ts';
import { schedules } from './schedules/index.ts';
import { usage } from './usage/index.ts';
import { waitlist } from './waitlist/index.ts';
import { webhooks } from './webhooks/index.ts';

/**
 * The features, in the order of dependence: each may use those above it, and nothing else knows it. Mounting, workers,
 * reactions, forgetting, the owners of tables and the import rules follow from this list.
 */
export const features: readonly Feature[] = [
  organizations,
  members,
  accounts,
  apiKeys,
  invitations,
  eventTypes,
  schedules,
  availability,
  bookings,
  embedSessions,
  waitlist,
  webhooks,
  notifications,
  events,
  usage,
];
