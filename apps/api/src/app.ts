import type { FastifyInstance } from 'fastify';
import type { Deps } from './deps.ts';
import { createFindKeyActor, mountApiKeys } from './features/api-keys/index.ts';
import { mountAvailability } from './features/availability/index.ts';
import { mountBookings } from './features/bookings/index.ts';
import { mountDocs } from './features/docs/index.ts';
import { mountEventTypes } from './features/event-types/index.ts';
import { mountEvents } from './features/events/index.ts';
import { mountService } from './features/service/index.ts';
import { createMount } from './http/mount.ts';
import { createServer } from './http/server.ts';

/** The whole API, ready to listen or to be injected into. The order of the list is the order of dependence. */
export async function buildApp(
  deps: Deps,
  options: { trustProxy: readonly string[] } = { trustProxy: [] },
): Promise<FastifyInstance> {
  const server = await createServer(deps, options);
  const mount = createMount(server, deps, createFindKeyActor(deps));
  mountApiKeys(mount, deps);
  mountEventTypes(mount, deps);
  mountAvailability(mount, deps);
  mountBookings(mount, deps);
  mountEvents(mount, deps);
  mountService(mount, deps);
  mountDocs(server, deps);
  return server;
}
