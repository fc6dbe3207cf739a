export { forgetEvents } from './forget-events.ts';
export { mountEvents } from './routes.ts';
