import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { invalid } from '../../lib/api-error.ts';
import { instantOf } from '../../lib/instants.ts';
import { readEventType } from '../event-types/index.ts';
import { explainAvailability } from './explain.ts';
import { movesOfBooking } from './ports.ts';
import { presentHours } from './present.ts';
import { isWished, readAvailability, withSettledHost } from './read-availability.ts';
import { replaceHours } from './replace-hours.ts';

export function mountAvailability(mount: Mount, deps: Deps): void {
  mount(operations.getAvailabilityRules, async ({ principal, params: { id } }) => ({
    status: 200,
    body: presentHours(await readEventType(deps, principal, id)),
  }));

  mount(operations.replaceAvailabilityRules, async ({ principal, params: { id }, body, transact }) =>
    transact(async (tx) => ({
      status: 200,
      body: presentHours(await replaceHours(deps, tx, { owner: principal, id }, body)),
    })),
  );

  mount(operations.getAvailability, async ({ principal, query: asked }) => {
    const query = withSettledHost(principal, asked);
    if (query.booking_id !== undefined && isWished(query))
      throw invalid({ path: 'query.booking_id', message: 'cannot stand beside host_id or host_attributes' });
    return {
      status: 200,
      text: await (query.booking_id === undefined
        ? readAvailability(deps, principal, query)
        : deps.port(movesOfBooking)(deps, principal, query, query.booking_id)),
    };
  });

  mount(operations.explainAvailability, async ({ principal, query }) => ({
    status: 200,
    body: await explainAvailability(deps, principal, {
      eventTypeId: query.event_type_id,
      start: instantOf(query.start_time),
      duration: query.duration,
    }),
  }));
}
