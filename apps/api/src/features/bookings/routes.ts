import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { type Actor, keyActor } from '../../lib/actor.ts';
import { readCursor, toPage } from '../../lib/paging.ts';
import { openBooking } from './access.ts';
import { cancelBooking } from './cancel-booking.ts';
import { createBooking } from './create-booking.ts';
import { listBookings } from './list-bookings.ts';
import { readFilter } from './list-filter.ts';
import { presentBooking, presentBookingWithToken } from './present.ts';
import { answeringRefusals } from './refusals.ts';
import { rescheduleBooking } from './reschedule-booking.ts';
import type { BookingRecord } from './store.ts';

export function mountBookings(mount: Mount, deps: Deps): void {
  const withToken = (row: BookingRecord) => presentBookingWithToken(row, deps.keyring);
  /** Keys see the token; whoever came with it knows it. */
  const presentTo = (actor: Actor, row: BookingRecord) =>
    actor.kind === 'key' ? withToken(row) : presentBooking(row);

  mount(operations.createBooking, ({ actor, body, transact }) =>
    answeringRefusals(deps, () =>
      transact(async (tx) => ({ status: 201, body: withToken(await createBooking(deps, tx, actor, body)) })),
    ),
  );

  mount(operations.listBookings, async ({ actor, query }) => {
    const cursor = readCursor('booking', query);
    const rows = await listBookings(deps.database.db, keyActor(actor), readFilter(query), cursor);
    return { status: 200, body: toPage(rows, cursor, withToken) };
  });

  mount(operations.getBooking, async ({ actor, params: { id }, query: { token } }) => ({
    status: 200,
    body: presentTo(actor, await openBooking(deps, deps.database.db, { actor, id, token })),
  }));

  mount(operations.rescheduleBooking, ({ actor, params: { id }, query: { token }, body, transact }) =>
    answeringRefusals(deps, () =>
      transact(async (tx) => ({
        status: 200,
        body: presentTo(actor, await rescheduleBooking(deps, tx, { actor, id, token }, body)),
      })),
    ),
  );

  mount(operations.cancelBooking, ({ actor, params: { id }, query: { token }, body, transact }) =>
    answeringRefusals(deps, () =>
      transact(async (tx) => ({
        status: 200,
        body: presentTo(actor, await cancelBooking(deps, tx, { actor, id, token }, body)),
      })),
    ),
  );
}
