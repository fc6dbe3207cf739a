export { forgetEvents } from './forget-events.ts';
export { tell } from './reactions.ts';
export { mountEvents } from './routes.ts';
