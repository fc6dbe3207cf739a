import type { Zone } from '@astrocal/scheduling';
import type { Deps } from '../../deps.ts';
import { readerZone } from '../notifications/index.ts';
import { openEntry, presentEntry } from '../waitlist/index.ts';
import type { Offer } from './store.ts';
import { type Bearer, bearerAccess, offerOf } from './view-booking.ts';

/** A waitlist entry as the bearer of its token sees it. */
export interface EntryView {
  readonly entry: ReturnType<typeof presentEntry>;
  readonly offer: Offer;
  readonly zone: Zone;
  readonly token: string;
}

/** The entry, its times in the zone of whoever waits. Throws `unauthorized`. */
export async function viewEntry(deps: Deps, bearer: Bearer): Promise<EntryView> {
  const record = await openEntry(deps, deps.database.db, bearerAccess(bearer));
  return {
    entry: presentEntry(record, deps.clock.now()),
    offer: await offerOf(deps, record.event_type_id),
    zone: readerZone(record.invitee_timezone),
    token: bearer.token ?? '',
  };
}
