import { declareJob } from '../../jobs/definition.ts';
import { rowKeyData } from '../../jobs/row-key.ts';

/** Deals with the bookings that a removed member has ahead. */
export const handOverJob = declareJob({
  name: 'bookings.hand-over',
  data: rowKeyData,
  retryLimit: 20,
  retryDelaySeconds: 1,
  retryDelayMaxSeconds: 300,
  timeoutSeconds: 3600,
});

/** Frees the time of a booking that stayed unpaid. */
export const expireUnpaidJob = declareJob({
  name: 'bookings.expire-unpaid',
  data: rowKeyData,
  formerNames: { organizationId: 'organization_id', bookingId: 'id' },
  retryLimit: 20,
  retryDelaySeconds: 1,
  retryDelayMaxSeconds: 300,
  concurrency: 2,
});
