export { forgetEvents } from './forget-events.ts';
export { fanOut } from './reactions.ts';
export { mountEvents } from './routes.ts';
