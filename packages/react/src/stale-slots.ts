import type { Availability } from '@astrocal/sdk';

/** The same availability without the slots that start at an instant, which is ISO 8601 with any offset. */
export function withoutSlot(availability: Availability, startTime: string): Availability {
  const start = Date.parse(startTime);
  const slots = availability.slots.filter((slot) => Date.parse(slot.start_time) !== start);
  return slots.length === availability.slots.length ? availability : { ...availability, slots };
}
