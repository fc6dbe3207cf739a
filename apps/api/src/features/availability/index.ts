import type { Feature } from '../feature.ts';
import { mountAvailability } from './routes.ts';

export { refusalSentences } from './explain.ts';
export { movesOfBooking } from './ports.ts';
export { type AvailabilityQuery, availabilityJson, isBookable, parseRange } from './read-availability.ts';
export { replaceHours } from './replace-hours.ts';
export { chooseDuration, offersDuration } from './rules.ts';
export {
  questionOf,
  readSnapshot,
  type Snapshot,
  type SnapshotAllocation,
  type SnapshotHost,
} from './snapshot.ts';
export { forWish, type HostWish } from './wanted-hosts.ts';

export const availability: Feature = {
  name: 'availability',
  mount: mountAvailability,
};
