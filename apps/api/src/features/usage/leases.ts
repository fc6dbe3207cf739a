import { refusedMs, type Spend, type TakeRequests } from './exact.ts';
import { isLow, shareOf, type Window, windowAfter } from './rules.ts';

/** Before a minute ends, a process that is busy takes its share of the next one. */
const aheadMs = 10_000;
/** A share that nobody spends from is given back, for other processes to have. */
const idleMs = 60_000;

/** A share of a window's requests: what this process may let pass without asking. */
interface Lease {
  readonly window: Window;
  left: number;
  /** What all processes have taken, as of the last answer; null before the first. */
  taken: number | null;
  refusedUntil: number;
  usedAt: number;
  asking: Promise<void> | null;
}

export interface LeaseOptions {
  readonly take: TakeRequests;
  readonly giveBack: (window: Window, unspent: number) => Promise<void>;
  readonly now: () => number;
  /** Told what went wrong while nobody waited for it. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Counts high limits: each process takes shares of a window ahead of need and spends them without a statement. What
 * is spent was taken before, so that all processes together never exceed the limit.
 */
export function createLeases({ take, giveBack, now, onFault }: LeaseOptions) {
  const leases = new Map<string, Lease>();

  function leaseOf(window: Window): Lease {
    const name = `${window.length} ${window.limit} ${window.startedAt} ${window.scope}`;
    const usedAt = Math.max(now(), window.startedAt);
    const lease = leases.get(name) ?? {
      window,
      left: 0,
      taken: null,
      refusedUntil: 0,
      usedAt,
      asking: null,
    };
    lease.usedAt = usedAt;
    leases.set(name, lease);
    return lease;
  }

  /** Takes one more share; whoever comes meanwhile waits for the same. */
  const renew = (lease: Lease): Promise<void> => {
    lease.asking ??= ask(lease).finally(() => {
      lease.asking = null;
    });
    return lease.asking;
  };

  async function ask(lease: Lease): Promise<void> {
    const { granted, taken } = await take([lease.window], shareOf(lease.window));
    lease.left += granted;
    lease.taken = taken[0] ?? 0;
    if (granted === 0) lease.refusedUntil = Math.min(now() + refusedMs, lease.window.resetAt);
  }

  const renewAhead = (lease: Lease): void => {
    if (lease.asking === null && lease.refusedUntil <= now()) renew(lease).catch(onFault);
  };

  function lookAhead(lease: Lease): void {
    if (isLow(lease.left, lease.window)) renewAhead(lease);
    if (lease.window.length !== '1m' || lease.window.resetAt - now() > aheadMs) return;
    const next = leaseOf({ ...windowAfter(lease.window), scope: lease.window.scope });
    if (next.taken === null) renewAhead(next);
  }

  const spend: Spend = async (windows, cost) => {
    const held = windows.map(leaseOf);
    const answer = (allowed: boolean) => ({
      allowed,
      remaining: held.map(({ window, taken, left }) => window.limit - (taken ?? 0) + left),
    });
    for (;;) {
      const lacking = held.filter(({ taken, left }) => taken === null || left < cost);
      if (lacking.length === 0) break;
      if (lacking.some(({ refusedUntil }) => refusedUntil > now())) return answer(false);
      await Promise.all(lacking.map(renew));
    }
    for (const lease of held) lease.left -= cost;
    if (cost > 0) held.forEach(lookAhead);
    return answer(true);
  };

  async function end(lease: Lease): Promise<void> {
    const { window, left } = lease;
    lease.left = 0;
    if (left > 0 && now() < window.resetAt) await giveBack(window, left);
  }

  /** Gives back what is not needed: shares that lie idle, or all of them when the process stops. */
  async function settle(which: 'idle' | 'all'): Promise<void> {
    for (const [name, lease] of leases) {
      if (which === 'all') await lease.asking?.catch(onFault);
      const isOver = now() >= Math.min(lease.window.resetAt, lease.usedAt + idleMs);
      if (which === 'idle' && (!isOver || lease.asking !== null)) continue;
      leases.delete(name);
      await end(lease).catch(onFault);
    }
  }

  return { spend, settle };
}
