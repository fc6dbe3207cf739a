import { openApiDocument, operations } from '@astrocal/contract';
import { zoneDataVersion } from '@astrocal/scheduling';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { checkReadiness } from './check-readiness.ts';

export function mountService(mount: Mount, deps: Deps): void {
  mount(operations.getHealth, async () => ({
    status: 200,
    body: { status: 'ok', version: deps.version, zone_data: zoneDataVersion },
  }));

  mount(operations.getReady, async () => {
    await checkReadiness(deps);
    return {
      status: 200,
      body: { status: 'ready', checks: { database: 'ok', migrations: 'ok', queue: 'ok' } },
    };
  });

  const document = JSON.stringify(openApiDocument({ serverUrl: deps.publicUrl, version: deps.version }));
  mount(operations.getOpenApi, async () => ({ status: 200, text: document }));
}
