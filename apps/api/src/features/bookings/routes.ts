import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { whoseOwn } from '../../lib/may.ts';
import { parseCursor, toPage } from '../../lib/paging.ts';
import type { Caller } from '../../lib/principal.ts';
import { authorizeBooking, isToldToken } from './access.ts';
import { asBooker } from './as-booker.ts';
import { cancelBooking } from './cancel-booking.ts';
import { createBooking } from './create-booking.ts';
import { parseFilter } from './list-filter.ts';
import { markNoShow } from './mark-no-show.ts';
import { presentBooking, presentBookingWithToken } from './present.ts';
import { reassignBooking } from './reassign-booking.ts';
import { answeringRefusals } from './refusals.ts';
import { rescheduleBooking } from './reschedule-booking.ts';
import type { BookingRecord } from './store.ts';
import { listBookings } from './store-lists.ts';

export function mountBookings(mount: Mount, deps: Deps): void {
  const withToken = (row: BookingRecord) => presentBookingWithToken(row, deps.keyring);
  const presentTo = (principal: Caller, row: BookingRecord) =>
    isToldToken(principal, row) ? withToken(row) : presentBooking(row);

  mount(operations.createBooking, ({ principal, body, transact }) =>
    answeringRefusals(deps, () =>
      transact(async (tx) => ({
        status: 201,
        body: withToken(await createBooking(deps, tx, principal, asBooker(principal, body))),
      })),
    ),
  );

  mount(operations.listBookings, async ({ principal, query }) => {
    const cursor = parseCursor('booking', query);
    const filter = parseFilter(query, whoseOwn(principal, 'bookings.read'));
    const rows = await listBookings(deps.database.db, principal, filter, cursor);
    return { status: 200, body: toPage(rows, cursor, (row) => presentTo(principal, row)) };
  });

  mount(operations.getBooking, async ({ principal, params: { id } }) => ({
    status: 200,
    body: presentTo(
      principal,
      await authorizeBooking(deps, deps.database.db, { principal, id }, 'bookings.read'),
    ),
  }));

  mount(operations.rescheduleBooking, ({ principal, params: { id }, body, transact }) =>
    answeringRefusals(deps, () =>
      transact(async (tx) => ({
        status: 200,
        body: presentTo(principal, await rescheduleBooking(deps, tx, { principal, id }, body)),
      })),
    ),
  );

  mount(operations.reassignBooking, ({ principal, params: { id }, body, transact }) =>
    answeringRefusals(deps, () =>
      transact(async (tx) => ({
        status: 200,
        body: presentTo(principal, await reassignBooking(deps, tx, { principal, id }, body)),
      })),
    ),
  );

  mount(operations.cancelBooking, ({ principal, params: { id }, body, transact }) =>
    answeringRefusals(deps, () =>
      transact(async (tx) => ({
        status: 200,
        body: presentTo(principal, await cancelBooking(deps, tx, { principal, id }, body)),
      })),
    ),
  );

  mount(operations.markNoShow, ({ principal, params: { id }, body, transact }) =>
    answeringRefusals(deps, () =>
      transact(async (tx) => ({
        status: 200,
        body: presentTo(principal, await markNoShow(deps, tx, { principal, id }, body)),
      })),
    ),
  );
}
