import { defineAttempts } from '../../../src/attempts/kind.ts';
import type { Deps } from '../../../src/deps.ts';
import type { FarewellRow } from './store.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Says a farewell, unless it has become a day old: then nobody waits for it any more. */
export const sayFarewell = defineAttempts<FarewellRow, Deps>({
  name: 'farewells.say',
  table: 'farewells',
  lane: 'booking_id',
  schedule: { delaysMs: [60_000, 600_000], jitter: 0.1, longestHintMs: dayMs },
  places: {
    total: 4,
    perOwner: 2,
    test: 2,
    perLane: 1,
    unproven: 4,
    unprovenPerOwner: 2,
    claimedPerPlace: 1,
  },
  values: { said_at: 'timestamptz', note: 'text' },
  reason: 'note',
  async perform({ clock }, { created_at }) {
    const now = clock.now();
    if (now - created_at.getTime() > dayMs)
      return { is: 'unwanted', status: 'unwanted', values: { note: 'It came too late.' } };
    return { is: 'done', status: 'said', values: { said_at: new Date(now) } };
  },
});
