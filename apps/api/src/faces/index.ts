import type { FastifyInstance } from 'fastify';
import type { Deps } from '../deps.ts';
import type { Authentication } from '../http/authenticators/authenticator.ts';
import type { Meter } from '../http/rate-limit.ts';
import type { DeveloperAccess } from '../lib/developer-access.ts';
import { mountDevMail } from './dev-mail/index.ts';
import { docsPaths, mountDocs } from './docs/index.ts';
import { mcpPaths, mountMcp } from './mcp/index.ts';
import { mountPages, pagePaths } from './pages/index.ts';

export {
  createMetrics,
  type MetricsAccess,
  mountMetrics,
  mountOpenApi,
  mountProbes,
} from './probes/index.ts';

/** Everything that the router serves beside the operations of the contract, except what is the operator's alone. */
export const facePaths = [...pagePaths, ...mcpPaths, ...docsPaths] as const;

export interface FaceOptions {
  readonly authentication: Authentication;
  /** Counts what a form of a page changes, as the same calls of the API are. */
  readonly meter: Meter;
  /** Who reads every mail at /dev/mail. */
  readonly devMail: DeveloperAccess;
  /** Origins whose pages may show a booking page in a frame, beside our own. */
  readonly embedOrigins: readonly string[];
  /** Names under which agents may ask at /mcp, beside that of the public URL and loopback. */
  readonly mcpHosts: readonly string[];
}

/** Serves what people and agents see of the features: each face knows them as a customer does, and no other face. */
export function mountFaces(
  server: FastifyInstance,
  deps: Deps,
  { authentication, meter, devMail, embedOrigins, mcpHosts }: FaceOptions,
): void {
  mountDevMail(server, deps, devMail);
  mountPages(server, deps, { guard: authentication.guard, meter, embedOrigins });
  mountMcp(server, deps, { authentication, hosts: mcpHosts });
  mountDocs(server, deps);
}
