import type { AppJob } from '../deps.ts';
import { expireUnpaid } from '../features/bookings/index.ts';
import { fanOut } from '../features/events/index.ts';

/** Every kind of job there is. */
export const jobs: readonly AppJob[] = [expireUnpaid, fanOut];
