import type { Booking } from '../api/wire.ts';
import type { EmbeddedPage } from './page.ts';

interface BookingPage {
  readonly data: readonly Booking[];
  readonly has_more: boolean;
}

/** Whoever has more bookings ahead sees the last made of them. */
const mostPages = 5;

/** The longest meeting, and so how long ago one may have begun that is not over. */
const longestMs = 8 * 60 * 60_000;

const iso = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');

/** The bookings of the session's member that are not over, in the order of their starts. */
export async function readUpcoming({ send, session, now }: EmbeddedPage): Promise<readonly Booking[]> {
  const query = new URLSearchParams({
    assigned_host_id: session.member_id ?? '',
    status: 'confirmed',
    start_after: iso(now() - longestMs),
    limit: '100',
  });
  const found: Booking[] = [];
  for (let pages = 0; pages < mostPages; pages++) {
    const page = await send<BookingPage>({ method: 'GET', path: `/v1/bookings?${query}` });
    found.push(...page.data);
    const last = page.data.at(-1);
    if (!page.has_more || !last) break;
    query.set('starting_after', last.id);
  }
  return found
    .filter(({ end_time }) => Date.parse(end_time) > now())
    .sort((one, other) => Date.parse(one.start_time) - Date.parse(other.start_time));
}
