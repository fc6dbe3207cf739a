import type { Deps } from '../deps.ts';
import { forgetEvents } from '../features/events/index.ts';
import { forgetMails } from '../features/notifications/index.ts';
import { forgetWindows } from '../features/usage/index.ts';
import { forgetDeliveries } from '../features/webhooks/index.ts';
import { forgetAnswers } from '../http/idempotency.ts';

const everyMs = 60 * 60 * 1000;

/**
 * Deletes what is kept for a time only, every hour: messages of the log, mails, deliveries, stored answers, and windows
 * of rate limits that are over. Not in the first hour: a machine that starts with a wrong clock has it set by then, and
 * not while the clock is wrong. Returns the function that ends this and resolves when nothing of it runs any more.
 */
export function forgetRegularly(deps: Deps): () => Promise<void> {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = forgetOnce(deps);
  }, everyMs).unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}

/** Does it now, unless the clock is wrong. A fault is logged. */
export async function forgetOnce(deps: Deps): Promise<void> {
  if (deps.isClockWrong?.()) return;
  try {
    await forgetEvents(deps);
    await forgetAnswers(deps);
    await forgetWindows(deps);
    await forgetMails(deps);
    await forgetDeliveries(deps);
  } catch (error) {
    deps.logger.warn({ err: error }, 'What is kept no longer was not deleted; the next hour tries again.');
  }
}
