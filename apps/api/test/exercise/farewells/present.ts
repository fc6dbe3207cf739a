import { isoSecondsOrNull } from '../../../src/lib/clock.ts';
import type { FarewellRow } from './store.ts';

export const presentFarewell = (row: FarewellRow) => ({
  id: row.id,
  organization_id: row.organization_id,
  is_test: row.is_test,
  booking_id: row.booking_id,
  status: row.status,
  said_at: isoSecondsOrNull(row.said_at),
});
