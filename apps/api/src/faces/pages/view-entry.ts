import type { Deps } from '../../deps.ts';
import type { Offer } from '../../features/event-types/index.ts';
import { authorizeEntry, presentEntry } from '../../features/waitlist/index.ts';
import { createReader, type Reader, readerZone } from '../../wording/reader-time.ts';
import { type Bearer, bearerAccess, offerOf, type Visitor } from './view-booking.ts';

/** A waitlist entry as the bearer of its token sees it. */
export interface EntryView {
  readonly entry: ReturnType<typeof presentEntry>;
  readonly offer: Offer;
  readonly reader: Reader;
  readonly token: string;
}

/** The entry, its times in the zone of whoever waits. Throws `unauthorized`. */
export async function viewEntry(deps: Deps, bearer: Bearer, { locale }: Visitor): Promise<EntryView> {
  const record = await authorizeEntry(deps, deps.database.db, bearerAccess(bearer));
  return {
    entry: presentEntry(record, deps.clock.now()),
    offer: await offerOf(deps, record),
    reader: createReader(readerZone(record.invitee_timezone), { locale }),
    token: bearer.token ?? '',
  };
}
