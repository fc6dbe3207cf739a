export { refusalSentences } from './explain.ts';
export { type AvailabilityQuery, availabilityJson, isBookable, readRange } from './read-availability.ts';
export { replaceHours } from './replace-hours.ts';
export { mountAvailability } from './routes.ts';
export { chooseDuration, offersDuration } from './rules.ts';
export {
  questionOf,
  readSnapshot,
  type Snapshot,
  type SnapshotAllocation,
  type SnapshotHost,
} from './snapshot.ts';
