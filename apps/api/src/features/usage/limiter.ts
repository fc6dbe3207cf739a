import type { Operation } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Actor, KeyActor } from '../../lib/actor.ts';
import type { Standing } from '../../lib/standing.ts';
import { clientOf } from './address.ts';
import { type CallCounter, createCallCounter } from './call-counter.ts';
import { createExactCount } from './exact.ts';
import { createLeases } from './leases.ts';
import { type Limits, plans } from './plans.ts';
import { isShared, standingOf, type Window, windowAt } from './rules.ts';
import { addCalls, giveBackRequests, takeRequests } from './store.ts';

/** Between two times that what was counted in memory is stored: what a SIGKILL loses. */
const storeEveryMs = 5_000;

/** What the edge asks about every request. */
export interface MeteredRequest {
  readonly operation: Operation;
  readonly actor: Actor;
  readonly address: string | undefined;
}

/** Counts the requests of this process and limits them together with all others. */
export interface Limiter {
  /** Counts a request and says where its caller stands; null where nothing limits it. */
  meter(request: MeteredRequest): Promise<Standing | null>;
  readonly calls: CallCounter;
  /** Begins to store what is counted, every few seconds. */
  start(): void;
  /** Stores what is counted and gives back what is left. Never throws: a process that stops goes on stopping. */
  stop(): Promise<void>;
}

export function createLimiter(deps: Deps, limits: Limits): Limiter {
  const { clock, logger } = deps;
  const { now } = clock;
  const onFault = (error: unknown) =>
    logger.warn({ err: error }, 'Counts of requests were not stored; the next time tries again.');
  const take = (scope: string, windows: readonly Window[], asked: number) =>
    takeRequests(deps.database.db, scope, windows, asked);
  const exact = createExactCount(take, now);
  const leases = createLeases({
    take,
    giveBack: (...args) => giveBackRequests(deps.database.db, ...args),
    now,
    onFault,
  });
  const calls = createCallCounter((counts) => addCalls(deps.database.db, counts));
  let timer: NodeJS.Timeout | undefined;

  async function spend(scope: string, perMinute: number, perDay: number | null, cost: number, tier: string) {
    const at = now();
    const windows = [
      windowAt('1m', perMinute, at),
      ...(perDay === null ? [] : [windowAt('24h', perDay, at)]),
    ];
    const spent = await (isShared(perMinute) ? leases : exact).spend(scope, windows, cost);
    return standingOf(windows, spent, tier);
  }

  async function meterKey(actor: KeyActor, cost: 0 | 1): Promise<Standing | null> {
    const tier = actor.plan ?? limits.plan;
    const plan = plans[tier];
    const scope = `${actor.organizationId}:${actor.keyId}`;
    const standing = plan && (await spend(scope, plan.perMinute, plan.perDay, cost, tier));
    if (cost > 0 && standing?.allowed !== false) calls.count(actor, now());
    return standing;
  }

  return {
    calls,
    async meter({ operation, actor, address }) {
      if (actor.kind === 'key') return meterKey(actor, operation.uncounted ? 0 : 1);
      const perMinute = operation.publicLimit && limits.publicPerMinute[operation.publicLimit];
      if (!perMinute) return null;
      return spend(`${operation.publicLimit}:${clientOf(address)}`, perMinute, null, 1, 'public');
    },
    start() {
      timer = setInterval(() => {
        exact.sweep();
        leases.settle('idle').catch(onFault);
        calls.flush().catch(onFault);
      }, storeEveryMs).unref();
    },
    async stop() {
      clearInterval(timer);
      await leases.settle('all').catch(onFault);
      await calls.flush().catch(onFault);
    },
  };
}
