import type { Reaction } from '../../deps.ts';
import { notify } from '../notifications/index.ts';
import { promoteAfter } from '../waitlist/index.ts';
import { sendToWebhooks } from '../webhooks/index.ts';
import { createTelling } from './tell.ts';

/** What happens after a booking has changed: each idempotent by the message and what it is done to. */
export const reactions: readonly Reaction[] = [promoteAfter, sendToWebhooks, notify];

export const tell = createTelling(reactions);
