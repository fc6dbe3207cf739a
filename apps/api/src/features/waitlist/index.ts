export { expireEntry } from './expire.ts';
export { entryMessage } from './message.ts';
export { promote, reopen } from './promotion-jobs.ts';
export { promoteAfter } from './reactions.ts';
export { mountWaitlist } from './routes.ts';
export { type EntryRecord, findEntry } from './store.ts';
export { openEntryToken } from './token.ts';
