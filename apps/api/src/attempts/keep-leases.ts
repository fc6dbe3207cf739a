import type { RawConnection } from '../db/database.ts';
import type { Clock } from '../lib/clock.ts';
import { type Claimed, giveBack, leaseMs, renewClaims } from './claim.ts';
import type { AnyAttemptKind } from './kind.ts';
import type { Placed } from './places.ts';

const renewEveryMs = leaseMs / 4;

/** What this process has in its hands. */
export interface Held extends Claimed, Placed {
  readonly controller: AbortController;
  /** How many renewals of leases it has seen under way. */
  renewals: number;
  /** Its outcome is being written, by the claim that it has. */
  isEnding: boolean;
}

export interface KeepingOptions {
  readonly connection: RawConnection;
  readonly clock: Clock;
  readonly logger: { error(details: object, message: string): void };
  held(): readonly Held[];
  /** It is time to renew: some may hang. */
  onRenewal(): void;
  /** Another worker may have it now. */
  onLost(each: Held): void;
}

/** Says while it runs that this process is alive, so that nobody takes over what it holds. */
export interface Leases {
  /** Resolves when no claim is being changed. */
  settled(): Promise<void>;
  /** Others may have these. What could not be given back is another's when its lease has run out. */
  giveBack(claims: readonly Held[]): Promise<void>;
  stop(): void;
}

export function keepLeases(
  kind: AnyAttemptKind,
  { connection, clock, logger, held, onRenewal, onLost }: KeepingOptions,
): Leases {
  let renewing: Promise<void> | undefined;

  async function renew(): Promise<void> {
    onRenewal();
    const isOld = ({ claim }: Held) => claim.getTime() - clock.now() < leaseMs - renewEveryMs / 2;
    const claims = held().filter((each) => !each.isEnding && isOld(each));
    if (claims.length === 0) return;
    try {
      // What it no longer has, because it was silent, is another's.
      (await renewClaims(connection, kind, { claims, now: clock.now() })).forEach(onLost);
    } catch (error) {
      logger.error({ err: error, job: kind.name }, 'Leases of attempts were not renewed.');
    }
  }

  const timer = setInterval(() => {
    // One at a time: behind one that is slow, another would find the claims changed and take them for lost.
    renewing ??= renew().finally(() => {
      renewing = undefined;
    });
  }, renewEveryMs);

  return {
    settled: async () => renewing,
    async giveBack(claims) {
      if (claims.length === 0) return;
      try {
        await giveBack(connection, kind, claims);
      } catch (error) {
        logger.error({ err: error, job: kind.name }, 'Attempts were not given back at once.');
      }
    },
    stop: () => clearInterval(timer),
  };
}
