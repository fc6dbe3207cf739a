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

/** Every kind of job there is. */
export const jobs: readonly AppJob[] = [
  expireUnpaid,
  fanOut,
  promote,
  reopen,
  expireEntry,
  deliver,
  replay,
  sendMail,
  remind,
  mailWaitlistJoined,
  mailWebhookDisabled,
];
