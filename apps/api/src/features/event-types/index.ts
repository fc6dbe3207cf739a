import type { Feature } from '../feature.ts';
import { mountEventTypes } from './routes.ts';

export { createEventType } from './create-event-type.ts';
export { eventTypeChanged } from './ports.ts';
export { receiptsOf } from './present.ts';
export { locateEventType, readEventType } from './read-event-type.ts';
export { capNow, capResetsAt, currentPeriodStart, zoneOf } from './rules.ts';
export {
  type EventTypeKey,
  type EventTypeRecord,
  type EventTypeRow,
  findTimezone,
  updateEventType,
} from './store.ts';
export {
  findLockedBy,
  type HostRow,
  hostsOfEventType,
  isHostedBy,
  type LockedBy,
  listHostIds,
  rotationOfEventType,
} from './store-hosts.ts';
export { findLiveOffer, findOffer, findTestEvent, type Offer } from './store-offers.ts';
export { countOneMore, recountReceived, sendOneLess } from './store-receipts.ts';
export { afterChange, lockEventType } from './update-event-type.ts';

export const eventTypes: Feature = {
  name: 'event-types',
  tables: ['event_types', 'event_type_hosts', 'event_type_rotations', 'event_type_receipts'],
  mount: mountEventTypes,
};
