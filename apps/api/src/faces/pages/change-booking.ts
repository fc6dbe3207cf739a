import { longest } from '@astrocal/contract';
import { parseInstant } from '@astrocal/scheduling';
import type { Deps } from '../../deps.ts';
import { answeringRefusals, cancelBooking, rescheduleBooking } from '../../features/bookings/index.ts';
import { cancelEntry } from '../../features/waitlist/index.ts';
import { invalid } from '../../lib/api-error.ts';
import { type Bearer, bearerAccess } from './view-booking.ts';

const startShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Cancels as the API does; a cancelled one stays as it is. Throws `unauthorized`, `validation_error`. */
export async function cancelFromPage(
  deps: Deps,
  bearer: Bearer,
  { reason }: { reason: string },
): Promise<void> {
  refuseLongReason(reason);
  await answeringRefusals(deps, () =>
    deps.database.inTransaction((tx) => cancelBooking(deps, tx, bearerAccess(bearer), { reason })),
  );
}

/** Moves as the API does. Throws `unauthorized`, `validation_error`, `booking_cancelled`, `conflict`, `slot_unavailable`. */
export async function moveFromPage(
  deps: Deps,
  bearer: Bearer,
  { newStartTime, reason }: { newStartTime: string; reason: string },
): Promise<void> {
  refuseLongReason(reason);
  if (!startShape.test(newStartTime) || parseInstant(newStartTime) === null)
    throw invalid({ path: 'body.new_start_time', message: 'must be one of the times that are shown' });
  const body = { new_start_time: newStartTime, reason };
  await answeringRefusals(deps, () =>
    deps.database.inTransaction((tx) => rescheduleBooking(deps, tx, bearerAccess(bearer), body)),
  );
}

/** Takes an entry out of the line as the API does. Throws `unauthorized`, and `conflict` for one that was promoted. */
export async function leaveFromPage(deps: Deps, bearer: Bearer): Promise<void> {
  await deps.database.inTransaction((tx) => cancelEntry(deps, tx, bearerAccess(bearer)));
}

function refuseLongReason(reason: string): void {
  // A form counts a line break as two characters and the field as one.
  if (reason.replaceAll('\r\n', '\n').length > longest.reason)
    throw invalid({ path: 'body.reason', message: `must have at most ${longest.reason} characters` });
}
