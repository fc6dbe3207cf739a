import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { type Actor, keyActor } from '../../lib/actor.ts';
import { instantOf } from '../../lib/instants.ts';
import { readEventType } from '../event-types/index.ts';
import { explainAvailability } from './explain.ts';
import { presentHours } from './present.ts';
import { type AvailabilityQuery, readAvailability } from './read-availability.ts';
import { replaceHours } from './replace-hours.ts';

/** Answers a query that names a booking: the bookings feature stands below this one, and the app hands it in. */
export type ReadMoves = (
  deps: Deps,
  actor: Actor,
  query: AvailabilityQuery,
  bookingId: string,
) => Promise<string>;

export function mountAvailability(mount: Mount, deps: Deps, readMoves: ReadMoves): void {
  mount(operations.getAvailabilityRules, async ({ actor, params: { id } }) => ({
    status: 200,
    body: presentHours(await readEventType(deps, actor, id)),
  }));

  mount(operations.replaceAvailabilityRules, async ({ actor, params: { id }, body, transact }) =>
    transact(async (tx) => ({
      status: 200,
      body: presentHours(await replaceHours(deps, tx, { owner: keyActor(actor), id }, body)),
    })),
  );

  mount(operations.getAvailability, async ({ actor, query }) => ({
    status: 200,
    text: await (query.booking_id === undefined
      ? readAvailability(deps, actor, query)
      : readMoves(deps, actor, query, query.booking_id)),
  }));

  mount(operations.explainAvailability, async ({ actor, query }) => ({
    status: 200,
    body: await explainAvailability(deps, actor, {
      eventTypeId: query.event_type_id,
      start: instantOf(query.start_time),
      duration: query.duration,
    }),
  }));
}
