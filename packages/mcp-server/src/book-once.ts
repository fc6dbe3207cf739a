import { type Astrocal, type Booking, type BookingCreate, isApiError } from '@astrocal/sdk';
import { callIdField, generations, idempotencyKeyOf } from './call-id.ts';
import { ToolProblem } from './problem.ts';

const isLive = (booking: Booking): boolean => booking.status !== 'cancelled';

/**
 * Books what the call asks for, once: a repeated call gets the booking that it made before. One that was cancelled
 * or moved away since does not count, and is booked anew. Throws what the client throws.
 */
export async function bookOnce(astrocal: Astrocal, body: BookingCreate, callId: string): Promise<Booking> {
  const start = Date.parse(body.start_time);
  for (const generation of generations) {
    const booking = await create(astrocal, body, callId, generation);
    if (isLive(booking) && Date.parse(booking.start_time) === start) return booking;
  }
  throw tooOften();
}

/** What came of trying several starts. */
export type FirstBooked =
  | { readonly booking: Booking; readonly repeated: boolean }
  /** None is free, or there was none; the last refusal says why, null where nothing was tried. */
  | { readonly booking: null; readonly refusal: unknown };

/**
 * Books the first of the starts that is still free, once: all tries of a call share one idempotency key, which the
 * server gives to one booking at most, so copies of a call that run at the same time cannot book two.
 */
export async function bookFirst(
  astrocal: Astrocal,
  body: Omit<BookingCreate, 'start_time'>,
  { starts, callId }: { starts: readonly string[]; callId: string },
): Promise<FirstBooked> {
  for (const generation of generations) {
    const outcome = await tryStarts(astrocal, body, { starts, callId, generation });
    if (outcome !== 'ended') return outcome;
  }
  throw tooOften();
}

/** `ended`: this generation of the call made a booking that lives no longer. */
async function tryStarts(
  astrocal: Astrocal,
  body: Omit<BookingCreate, 'start_time'>,
  { starts, callId, generation }: { starts: readonly string[]; callId: string; generation: number },
): Promise<FirstBooked | 'ended'> {
  let refusal: unknown = null;
  for (const start_time of starts) {
    try {
      const booking = await create(astrocal, { ...body, start_time }, callId, generation);
      return isLive(booking) ? { booking, repeated: false } : 'ended';
    } catch (error) {
      if (isApiError(error, 'idempotency_key_reused')) {
        const made = await madeBy(astrocal, body.event_type_id, callId);
        return made ? { booking: made, repeated: true } : 'ended';
      }
      if (!isApiError(error, 'slot_unavailable')) throw error;
      refusal = error;
    }
  }
  // The last free start may have gone to a copy of this very call.
  const made = await madeBy(astrocal, body.event_type_id, callId);
  return made ? { booking: made, repeated: true } : { booking: null, refusal };
}

/** The booking as it stands now: the answer to a repeated key is the one of the first time. */
async function create(
  astrocal: Astrocal,
  body: BookingCreate,
  callId: string,
  generation: number,
): Promise<Booking> {
  const { id } = await astrocal.bookings.create(
    { ...body, metadata: { [callIdField]: callId } },
    { idempotencyKey: idempotencyKeyOf(callId, generation) },
  );
  return astrocal.bookings.get(id);
}

async function madeBy(
  astrocal: Astrocal,
  event_type_id: string,
  callId: string,
): Promise<Booking | undefined> {
  const made = await astrocal.bookings.list({ event_type_id, metadata: { [callIdField]: callId } });
  return made.data.find(isLive);
}

const tooOften = () =>
  new ToolProblem(
    'This very booking was made and ended too often today. Tell the user, and do not try again by yourself.',
  );
