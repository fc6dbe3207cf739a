import { declareJob } from '../../jobs/definition.ts';
import { keyData } from '../../jobs/key.ts';

/** Frees the time of a booking that stayed unpaid. */
export const expireUnpaidJob = declareJob({
  name: 'bookings.expire-unpaid',
  data: keyData,
  formerNames: { organizationId: 'organization_id', bookingId: 'id' },
  retryLimit: 20,
  retryDelaySeconds: 1,
  retryDelayMaxSeconds: 300,
  concurrency: 2,
});
