import type { FastifyInstance } from 'fastify';
import type { Deps } from './deps.ts';
import {
  createMetrics,
  type MetricsAccess,
  mountFaces,
  mountMetrics,
  mountOpenApi,
  mountProbes,
} from './faces/index.ts';
import { createPasswords, createSessionHolders } from './features/accounts/index.ts';
import { createKeyHolders } from './features/api-keys/index.ts';
import { createEmbedHolders } from './features/embed-sessions/index.ts';
import type { Feature } from './features/feature.ts';
import { features } from './features/index.ts';
import { createLimiter, type Limits, noLimits } from './features/usage/index.ts';
import { createFailureGuard } from './http/failure-guard.ts';
import { createMount } from './http/mount.ts';
import { createServer } from './http/server.ts';
import type { DeveloperAccess } from './lib/developer-access.ts';

export interface AppOptions {
  /** Those of features/index.ts unless told. */
  readonly features?: readonly Feature[];
  /** Addresses and networks of proxies whose X-Forwarded-For is believed; none unless told. */
  readonly trustProxy?: readonly string[];
  /** None unless told. */
  readonly limits?: Limits;
  /** Closed unless told. */
  readonly metrics?: MetricsAccess;
  /** Who reads every mail at /dev/mail; nobody unless told. */
  readonly devMail?: DeveloperAccess;
  /** Origins that may show a booking page in a frame; none but our own unless told. */
  readonly embedOrigins?: readonly string[];
  /** Names under which agents may ask at /mcp, beside that of the public URL and loopback; none unless told. */
  readonly mcpHosts?: readonly string[];
}

/** The whole API, ready to listen or to be injected into: every feature of the list, then the faces. */
export async function buildApp(deps: Deps, options: AppOptions = {}): Promise<FastifyInstance> {
  const { server, mount, mounted, edge, authentication, meter } = await build(deps, options);
  for (const { mount: mountFeature } of options.features ?? features) mountFeature?.(mount, deps, edge);
  mountOpenApi(mount, deps, mounted);
  const { devMail = 'nobody', embedOrigins = [], mcpHosts = [] } = options;
  mountFaces(server, deps, { authentication, meter, devMail, embedOrigins, mcpHosts });
  return server;
}

/** What a process that only works on jobs serves: health, readiness and metrics, nothing of the API. */
export async function buildWorkerApp(deps: Deps, options: AppOptions = {}): Promise<FastifyInstance> {
  const { server } = await build(deps, options);
  return server;
}

async function build(
  deps: Deps,
  { trustProxy = [], limits = noLimits, metrics = 'nobody', features: all = features }: AppOptions,
) {
  const registry = createMetrics(deps);
  const server = await createServer(deps, { trustProxy, registry });
  const limiter = createLimiter(deps, limits);
  server.addHook('onListen', async () => limiter.start());
  server.addHook('onClose', () => limiter.stop()); // after the last answer, before the database is closed
  const holders = createKeyHolders(deps);
  const sessions = createSessionHolders(deps);
  const embedHolders = createEmbedHolders(deps);
  const isProven = (secret: string) =>
    [holders, sessions, embedHolders].some((each) => each.isProven(secret));
  const guard = createFailureGuard({ failures: limiter.failures, isProven, clock: deps.clock });
  const { publicUrl } = deps;
  const authentication = {
    findKeyHolder: holders.find,
    findSession: sessions.find,
    findEmbedSession: embedHolders.find,
    guard,
    publicUrl,
  };
  const externalIds = Object.assign({}, ...all.map((each) => each.externalIds));
  const { mount, mounted } = createMount(server, deps, {
    ...authentication,
    meter: limiter.meter,
    externalIds,
  });
  mountProbes(mount, deps);
  mountMetrics(server, registry, metrics);
  const { meter, calls, tries } = limiter;
  const edge = {
    keyHolders: holders,
    sessions,
    embedHolders,
    passwords: createPasswords(),
    limits,
    calls,
    tries,
  };
  return { server, mount, mounted, edge, authentication, meter };
}
