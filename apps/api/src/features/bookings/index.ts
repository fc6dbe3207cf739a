export { expireUnpaid } from './expire-unpaid.ts';
export { mountBookings } from './routes.ts';
