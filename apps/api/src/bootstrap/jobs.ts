import type { AnyAttemptKind } from '../attempts/kind.ts';
import type { AppJob } from '../deps.ts';
import { expireUnpaid } from '../features/bookings/index.ts';
import { fanOut } from '../features/events/index.ts';
import {
  mailWaitlistJoined,
  mailWebhookDisabled,
  remind,
  sendMail,
} from '../features/notifications/index.ts';
import { expireEntry, promote, reopen } from '../features/waitlist/index.ts';
import { deliver, replay } from '../features/webhooks/index.ts';

/** Every kind of attempt there is. */
export const attempts: readonly AnyAttemptKind[] = [deliver];

/** Every kind of job there is. */
export const jobs: readonly AppJob[] = [
  expireUnpaid,
  fanOut,
  promote,
  reopen,
  expireEntry,
  replay,
  sendMail,
  remind,
  mailWaitlistJoined,
  mailWebhookDisabled,
];
