import type { Deps } from '../deps.ts';
import { forgetEvents } from '../features/events/index.ts';
import { forgetMails } from '../features/notifications/index.ts';
import { forgetWindows } from '../features/usage/index.ts';
import { forgetDeliveries } from '../features/webhooks/index.ts';
import { forgetAnswers } from '../http/idempotency.ts';

const everyMs = 60 * 60 * 1000;

/**
 * Deletes what is kept for a time only, now and every hour: messages of the log, mails, deliveries, stored answers,
 * and windows of rate limits that are over. Returns the function that ends this and resolves when nothing of it runs any more.
 */
export function forgetRegularly(deps: Deps): () => Promise<void> {
  const forget = async () => {
    try {
      await forgetEvents(deps);
      await forgetAnswers(deps);
      await forgetWindows(deps);
      await forgetMails(deps);
      await forgetDeliveries(deps);
    } catch (error) {
      deps.logger.warn({ err: error }, 'What is kept no longer was not deleted; the next hour tries again.');
    }
  };
  let running = forget();
  const timer = setInterval(() => {
    running = forget();
  }, everyMs).unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}
