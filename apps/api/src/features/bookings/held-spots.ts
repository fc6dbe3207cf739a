import { ApiError } from '../../lib/api-error.ts';
import type { Snapshot } from '../availability/index.ts';
import type { HeldSpot } from './store-held-spots.ts';

type GroupRules = Pick<Snapshot['eventType'], 'max_attendees' | 'allow_duplicate_attendees'>;

/** Whether an address may have several spots of a slot. */
export const mayHaveSeveral = ({ max_attendees, allow_duplicate_attendees }: GroupRules): boolean =>
  max_attendees > 1 && allow_duplicate_attendees;

/** Whether there are spots for others beside an address, and it may have one only. */
export const isOneSpotEach = ({ max_attendees, allow_duplicate_attendees }: GroupRules): boolean =>
  max_attendees > 1 && !allow_duplicate_attendees;

/** The starts of slots that others share already: in no other slot can an address have a spot. */
export const sharedStarts = ({ eventType, hosts }: Snapshot, durationMinutes: number): number[] => {
  const starts = hosts
    .flatMap(({ allocations }) => allocations)
    .filter(
      ({ eventTypeId, slotStart, slotEnd }) =>
        eventTypeId === eventType.id && slotEnd - slotStart === durationMinutes * 60_000,
    )
    .map(({ slotStart }) => slotStart);
  return [...new Set(starts)];
};

/** The refusal of a second spot. The booking that has the first is named to API keys. */
export const secondSpot = ({ id }: HeldSpot, { toKey }: { toKey: boolean }): ApiError =>
  new ApiError(
    'conflict',
    'This address already has a place at this time.',
    toKey ? { booking_id: id } : undefined,
  );
