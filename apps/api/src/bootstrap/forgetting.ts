import type { Deps } from '../deps.ts';
import type { Feature } from '../features/feature.ts';
import { features } from '../features/index.ts';
import { forgetAnswers } from '../http/idempotency.ts';

const everyMs = 60 * 60 * 1000;

/**
 * Deletes what is kept for a time only, every hour: what features say, and stored answers. Not in the first hour: a machine that starts with a wrong clock has it set by then, and
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
export async function forgetOnce(deps: Deps, all: readonly Feature[] = features): Promise<void> {
  if (deps.isClockWrong?.()) return;
  try {
    for (const { forget } of all) await forget?.(deps);
    await forgetAnswers(deps);
  } catch (error) {
    deps.logger.warn({ err: error }, 'What is kept no longer was not deleted; the next hour tries again.');
  }
}
