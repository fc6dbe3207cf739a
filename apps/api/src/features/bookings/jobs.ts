import { declareJob } from '../../jobs/definition.ts';
import { rowKeyData } from '../../jobs/row-key.ts';

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
