import type { Operation } from '../operation.ts';
import * as accountCodes from './account-codes.ts';
import * as accounts from './accounts.ts';
import * as apiKeys from './api-keys.ts';
import * as availability from './availability.ts';
import * as bookings from './bookings.ts';
import * as embedSessions from './embed-sessions.ts';
import * as eventTypes from './event-types.ts';
import * as events from './events.ts';
import * as hosts from './hosts.ts';
import * as invitations from './invitations.ts';
import * as mails from './mails.ts';
import * as members from './members.ts';
import * as organization from './organization.ts';
import * as schedules from './schedules.ts';
import * as service from './service.ts';
import * as usage from './usage.ts';
import * as waitlist from './waitlist.ts';
import * as webhooks from './webhooks.ts';

/** Every operation of the API by its id, in the order of the documentation. */
export const operations = {
  ...eventTypes,
  ...hosts,
  ...schedules,
  ...availability,
  ...bookings,
  ...waitlist,
  ...embedSessions,
  ...accounts,
  ...accountCodes,
  ...members,
  ...invitations,
  ...organization,
  ...apiKeys,
  ...webhooks,
  ...events,
  ...mails,
  ...usage,
  ...service,
};

export const operationList: readonly Operation[] = Object.values(operations);
