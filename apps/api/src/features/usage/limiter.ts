import type { Operation } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import { type Caller, type EmbedPrincipal, type Insider, isInsider, ownerName } from '../../lib/principal.ts';
import type { FailureLimit, Standing, Tries } from '../../lib/standing.ts';
import { type ClientShare, clientOf } from './address.ts';
import { type CallCounter, createCallCounter } from './call-counter.ts';
import { createExactCount, type GiveBackRequests, type TakeRequests } from './exact.ts';
import { createFailureLimit } from './failures.ts';
import { createLeases } from './leases.ts';
import { type Limits, plans } from './plans.ts';
import { type Allowance, isShared, standingOf, windowsOf } from './rules.ts';
import { addCalls, giveBackRequests, takeRequests } from './store.ts';
import { createTries } from './tries.ts';

/** Between two times that what was counted in memory is stored: what a SIGKILL loses. */
const storeEveryMs = 5_000;

/** What the edge asks about every request. */
export interface MeteredRequest {
  readonly operation: Operation;
  readonly principal: Caller;
  readonly address: string | undefined;
}

/** Counts the requests of this process and limits them together with all others. */
export interface Limiter {
  /** Counts a request and says where its caller stands; null where nothing limits it. */
  meter(request: MeteredRequest): Promise<Standing | null>;
  readonly failures: FailureLimit;
  readonly calls: CallCounter;
  readonly tries: Tries;
  /** Begins to store what is counted, every few seconds. */
  start(): void;
  /** Stores what is counted and gives back what is left. Never throws: a process that stops goes on stopping. */
  stop(): Promise<void>;
}

/** What all keys of an organization in one mode may ask together, beside what each may: keys are free. */
const keysOfOwner = 5;

/** What somebody who is signed in may ask where keys are limited: pages ask more than one question at a time. */
const memberAllowance: Allowance = { perMinute: 600, perDay: null };

/** The limiter of this process. Nothing is stored until it is started; `limits` are the operator's. */
export function createLimiter(deps: Deps, limits: Limits): Limiter {
  const { clock, logger } = deps;
  const { now } = clock;
  const onFault = (error: unknown) =>
    logger.warn({ err: error }, 'Counts of requests were not stored; the next time tries again.');
  const take: TakeRequests = (...args) => takeRequests(deps.database.db, ...args);
  const giveBack: GiveBackRequests = (...args) => giveBackRequests(deps.database.db, ...args);
  const exact = createExactCount({ take, giveBack }, now);
  const leases = createLeases({ take, giveBack, now, onFault });
  const calls = createCallCounter(deps.database, (counts) => addCalls(deps.database, counts));
  let timer: NodeJS.Timeout | undefined;

  /** Spends of every scope: the first is the caller's own and decides how they are counted. */
  async function spend(scopes: readonly ClientShare[], allowance: Allowance, cost: number, tier: string) {
    const windows = scopes.flatMap(({ name, times }) => windowsOf(name, allowance, { times, now: now() }));
    const spent = await (isShared(allowance.perMinute) ? leases : exact).spend(windows, cost);
    return standingOf(windows, spent, tier);
  }

  async function meterInsider(principal: Insider, cost: 0 | 1): Promise<Standing | null> {
    const tier = principal.plan ?? limits.plan;
    const plan = plans[tier];
    const own = { name: `${principal.organizationId}:${principal.id}`, times: 1 };
    if (principal.kind === 'member') return plan && spend([own], memberAllowance, cost, tier);
    const scopes = [own, { name: ownerName(principal), times: keysOfOwner }];
    const standing = plan && (await spend(scopes, plan, cost, tier));
    if (cost > 0 && standing?.allowed !== false) calls.count(principal, now());
    return standing;
  }

  /** Whoever keeps the hours of a host has what somebody who is signed in has; others have for themselves what an address has. */
  async function meterEmbedded(principal: EmbedPrincipal, operation: Operation): Promise<Standing | null> {
    const { organizationId, id, plan } = principal;
    const own = { name: `${organizationId}:${id}`, times: 1 };
    const tier = plan ?? limits.plan;
    const cost = operation.uncounted ? 0 : 1;
    if (principal.as === 'host') return plans[tier] && spend([own], memberAllowance, cost, tier);
    const { publicLimit } = operation;
    const perMinute = publicLimit && limits.publicPerMinute[publicLimit];
    if (!perMinute) return null;
    const scope = { name: `${publicLimit}:${id}`, times: 1 };
    return spend([scope], { perMinute, perDay: null }, 1, 'public');
  }

  return {
    calls,
    tries: createTries({ spend: exact.spend, giveBack, now }),
    failures: createFailureLimit(exact.spend, now, limits.failuresPerMinute),
    async meter({ operation, principal, address }) {
      if (isInsider(principal)) return meterInsider(principal, operation.uncounted ? 0 : 1);
      if (principal.kind === 'embed') return meterEmbedded(principal, operation);
      const perMinute = operation.publicLimit && limits.publicPerMinute[operation.publicLimit];
      if (!perMinute) return null;
      const scopes = clientOf(address).map(({ name, times }) => ({
        name: `${operation.publicLimit}:${name}`,
        times,
      }));
      return spend(scopes, { perMinute, perDay: null }, 1, 'public');
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
