import type { Fetch } from '@astrocal/sdk';

const pauseMs = 300;

/**
 * Sends once more what got no answer because its connection broke, as kept-alive ones do when a server restarts. Safe
 * for calls of the client: each that changes something carries its idempotency key. Refusals pass as they are.
 */
export const steadyFetch: Fetch = async (url, init) => {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    return fetch(url, init);
  }
};
