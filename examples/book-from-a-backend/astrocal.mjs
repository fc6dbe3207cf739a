// The few lines that a backend needs to talk to Astrocal, with nothing but fetch.

const attempts = 5;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** An answer that is not 2xx, with the `code` to decide by and the `details`. */
export class AstrocalError extends Error {
  constructor(status, { code, message, details }) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

/** Worth another try with the same Idempotency-Key: nobody knows whether the first one got through. */
const isUnknownOutcome = (status, code) => status >= 500 || code === 'idempotency_in_progress';

/**
 * Makes one call. A POST carries an Idempotency-Key, so it is repeated safely when the connection breaks or the
 * server cannot answer: the booking is made once, however often this asks.
 */
export async function call(
  { url, key, fetch = globalThis.fetch },
  method,
  path,
  { body, idempotencyKey } = {},
) {
  for (let attempt = 1; ; attempt++) {
    let response;
    try {
      response = await fetch(url + path, {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body && { 'content-type': 'application/json' }),
          ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(15_000),
      });
      const answer = await response.json();
      if (response.ok) return { ...answer, replayed: response.headers.get('idempotent-replayed') === 'true' };
      const error = new AstrocalError(response.status, answer.error);
      if (!isUnknownOutcome(response.status, error.code) || attempt === attempts) throw error;
    } catch (error) {
      if (error instanceof AstrocalError || attempt === attempts) throw error;
    }
    const advised = Number(response?.headers.get('retry-after')) * 1000;
    await pause(advised || 100 * 2 ** attempt);
  }
}

/** The free times of some dates. */
export async function findSlots(client, { eventTypeId, start, end, timezone }) {
  const query = new URLSearchParams({ event_type_id: eventTypeId, start, end, timezone });
  const { slots } = await call(client, 'GET', `/v1/availability?${query}`);
  return slots;
}

/**
 * Books the wished time or, when somebody was faster, the first alternative that `accepts` agrees to.
 * A refusal is final for its time, so each time has a key of its own: another time is another request.
 */
export async function bookOrAlternative(client, { orderId, accepts, ...booking }) {
  for (let wished = booking.start_time; ; ) {
    try {
      return await call(client, 'POST', '/v1/bookings', {
        body: { ...booking, start_time: wished },
        idempotencyKey: `${orderId}:${wished}`,
      });
    } catch (error) {
      if (error.code !== 'slot_unavailable') throw error;
      const alternative = error.details.alternatives.find(accepts);
      if (!alternative) throw error;
      wished = alternative.start_time;
    }
  }
}
