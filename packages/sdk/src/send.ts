import { attempt } from './attempt.ts';
import type { Call, Send } from './call.ts';
import { isApiError } from './errors.ts';
import { prepare } from './prepare.ts';
import { findRetryDelay, leavesOpen } from './retry.ts';
import { checkRetries, checkTimeout, type Settings } from './settings.ts';

/** How the client waits between attempts; tests put another in its place. */
export interface Patience {
  /** Resolves after so many milliseconds; rejects with the reason of the signal as soon as that is aborted. */
  wait(ms: number, signal: AbortSignal | undefined): Promise<void>;
  /** In [0, 1). */
  random(): number;
}

/** Makes calls over these settings, and makes them again where that helps and is safe. */
export function createSend(settings: Settings, waiting: Patience = realWaiting): Send {
  return async <Answer>(call: Call) => (await callUntilDone(settings, waiting, call)) as Answer;
}

async function callUntilDone(settings: Settings, waiting: Patience, call: Call): Promise<unknown> {
  const { signal, timeoutMs = settings.timeoutMs, maxRetries = settings.maxRetries } = call.options ?? {};
  checkTimeout(timeoutMs);
  checkRetries(maxRetries);
  const request = prepare(settings, call);
  let mayBeDone = false;
  for (let attempts = 0; ; attempts++) {
    try {
      return await attempt(settings.fetch, request, { timeoutMs, signal });
    } catch (error) {
      if (signal?.aborted) throw error;
      // The attempt before deleted it, and its answer was lost.
      if (mayBeDone && call.method === 'DELETE' && isApiError(error, 'not_found')) return undefined;
      const delayMs = attempts < maxRetries ? findRetryDelay(error, attempts, waiting.random()) : null;
      if (delayMs === null) throw error;
      mayBeDone ||= leavesOpen(error);
      await waiting.wait(delayMs, signal);
    }
  }
}

const realWaiting: Patience = {
  random: Math.random,
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        if (signal?.aborted) reject(signal.reason);
        else resolve();
      };
      const timer = setTimeout(end, ms);
      signal?.addEventListener('abort', end);
    }),
};
