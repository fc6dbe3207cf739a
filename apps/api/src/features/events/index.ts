export { forgetEvents } from './forget-events.ts';
export { fanOut } from './reactions.ts';
export { adoptRestoredLog } from './restored-log.ts';
export { mountEvents } from './routes.ts';
