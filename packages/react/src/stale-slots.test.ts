import type { Availability } from '@astrocal/sdk';
import { expect, it } from 'vitest';
import { withoutSlot } from './stale-slots.ts';

const availability: Availability = {
  event_type_id: 'evt_1',
  timezone: 'UTC',
  start: '2026-06-15',
  end: '2026-06-15',
  slots: [
    { start_time: '2026-06-15T14:00:00Z', end_time: '2026-06-15T14:30:00Z' },
    { start_time: '2026-06-15T14:30:00Z', end_time: '2026-06-15T15:00:00Z' },
  ],
};

it('drops the slot of an instant, however it is written, and no other', () => {
  for (const start of ['2026-06-15T14:00:00Z', '2026-06-15T10:00:00-04:00', '2026-06-15T14:00:00.000Z'])
    expect(withoutSlot(availability, start)).toEqual({ ...availability, slots: availability.slots.slice(1) });
  expect(availability.slots).toHaveLength(2);
});

it('answers the same availability where there is no such slot', () => {
  expect(withoutSlot(availability, '2026-06-15T15:00:00Z')).toBe(availability);
});
