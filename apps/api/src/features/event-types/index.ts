import type { Feature } from '../feature.ts';
import { hostLeft } from '../members/index.ts';
import { removeHostEverywhere } from './change-hosts.ts';
import { mountEventTypes, mountHosts } from './routes.ts';
import { findEventTypeId } from './store.ts';

export { createEventType } from './create-event-type.ts';
export { eventTypesChanged } from './ports.ts';
export { receiptsOf } from './present.ts';
export { type PublicHost, readPublicHosts } from './public-hosts.ts';
export { locateEventType, readEventType } from './read-event-type.ts';
export { capNow, capResetsAt, currentPeriodStart, zoneOf } from './rules.ts';
export {
  type EventTypeKey,
  type EventTypeRecord,
  type EventTypeRow,
  findCutOffs,
  findTimezone,
  updateEventType,
} from './store.ts';
export {
  findLockedBy,
  type HostRow,
  hostsOfEventType,
  isHostedBy,
  type LockedBy,
  listHostedBy,
  listHostIds,
  rotationOfEventType,
} from './store-hosts.ts';
export { findLiveOffer, findOffer, findTestEvent, type Offer } from './store-offers.ts';
export { countOneMore, recountReceived, sendOneLess } from './store-receipts.ts';
export {
  alsoServing,
  alsoTakingBack,
  type ServedHosts,
  type ShareChange,
  sendServed,
  sendVirtualTime,
} from './store-turns.ts';
export { afterChange, lockEventType } from './update-event-type.ts';

export const eventTypes: Feature = {
  name: 'event-types',
  tables: ['event_types', 'event_type_hosts', 'event_type_rotations', 'event_type_receipts'],
  externalIds: { event_type: findEventTypeId },
  mount(mount, deps) {
    mountEventTypes(mount, deps);
    mountHosts(mount, deps);
  },
  ports: [hostLeft.filledWith(removeHostEverywhere)],
};
