import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import type { Edge } from '../feature.ts';
import { plans } from './plans.ts';
import { presentUsage, presentUsageSummary } from './present.ts';
import { readUsage, readUsageSummary } from './read-usage.ts';

export function mountUsage(
  mount: Mount,
  deps: Deps,
  { limits, calls }: Pick<Edge, 'limits' | 'calls'>,
): void {
  mount(operations.getUsage, async ({ principal }) => {
    const key = principal;
    const tier = key.plan ?? limits.plan;
    return {
      status: 200,
      body: presentUsage({ tier, plan: plans[tier] }, await readUsage(deps, calls, key)),
    };
  });

  mount(operations.getUsageSummary, async ({ principal, query: { period = '30d' } }) => ({
    status: 200,
    body: presentUsageSummary(await readUsageSummary(deps, calls, { principal: principal, period })),
  }));
}
