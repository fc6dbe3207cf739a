export { refusalSentences } from './explain.ts';
export { isBookable } from './read-availability.ts';
export { replaceRules } from './replace-rules.ts';
export { mountAvailability } from './routes.ts';
export { chooseDuration } from './rules.ts';
export { questionOf, readSnapshot, type Snapshot, type SnapshotAllocation } from './snapshot.ts';
