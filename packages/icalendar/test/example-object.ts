import { findZone } from '@astrocal/scheduling';
import type { CalendarObject } from '../src/index.ts';

/** A meeting in New York on the day of a clock change; tests change what they are about. */
export function exampleObject(changes: Partial<CalendarObject> = {}): CalendarObject {
  const zone = findZone('America/New_York');
  if (!zone) throw new Error('The table of zones has no New York.');
  return {
    method: 'REQUEST',
    uid: 'bkg_01jz5x8k3mqv7e2n4r6t8w9y0a',
    sequence: 0,
    status: 'CONFIRMED',
    stampedAt: Date.UTC(2026, 10, 20, 9),
    createdAt: Date.UTC(2026, 10, 20, 9),
    updatedAt: Date.UTC(2026, 10, 20, 9),
    start: Date.UTC(2027, 2, 14, 12),
    end: Date.UTC(2027, 2, 14, 12, 30),
    zone,
    summary: 'Discovery Call',
    organizer: { name: 'Grace Hopper', email: 'grace@example.com' },
    attendees: [{ name: 'Alex Johnson', email: 'alex@example.com' }],
    ...changes,
  };
}
