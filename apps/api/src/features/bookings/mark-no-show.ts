import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { record } from '../../events/record.ts';
import { ApiError } from '../../lib/api-error.ts';
import type { BearerAccess } from '../../lib/bearer.ts';
import { authorizeBooking } from './access.ts';
import { decideStep, isGone } from './life.ts';
import { bookingMessage } from './message.ts';
import { LostRace } from './refusals.ts';
import { type BookingRecord, updateLiveBooking } from './store.ts';

/**
 * Says of a meeting that has begun whether its invitee did not come; what is so already stays as it is. Run it inside
 * `answeringRefusals`. Throws `not_found`, `booking_cancelled`, and `conflict` before the meeting begins.
 */
export async function markNoShow(
  deps: Deps,
  tx: Tx,
  access: BearerAccess,
  { no_show: isNoShow }: { no_show: boolean },
): Promise<BookingRecord> {
  const booking = await authorizeBooking(deps, tx, access);
  const now = deps.clock.now();
  const step = decideStep('attend', booking, now);
  if (!step.ok && isGone(step.phase)) throw new ApiError('booking_cancelled');
  if (isNoShow === (booking.no_show_at !== null)) return booking;
  if (!step.ok)
    throw new ApiError('conflict', 'This meeting has not begun, so nobody can have missed it yet.');
  const at = new Date(now);
  const changes = { no_show_at: isNoShow ? at : null, revision: step.revision, updated_at: at };
  if (!(await updateLiveBooking(tx, booking, changes))) throw new LostRace();
  const marked = { ...booking, ...changes };
  const { organization_id: organizationId, is_test: isTest } = booking;
  const fact = { organizationId, isTest, event: step.tells, data: bookingMessage(marked) };
  record(deps, tx, { by: access.principal, now }, fact);
  return marked;
}
