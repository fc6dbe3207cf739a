import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { keyActor } from '../../lib/actor.ts';
import { instantOf } from '../../lib/instants.ts';
import { readEventType } from '../event-types/index.ts';
import { explainAvailability } from './explain.ts';
import { presentHours } from './present.ts';
import { readAvailability } from './read-availability.ts';
import { replaceHours } from './replace-hours.ts';

export function mountAvailability(mount: Mount, deps: Deps): void {
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
    text: await readAvailability(deps, actor, query),
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
