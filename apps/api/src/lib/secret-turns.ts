import type { KeyName } from './crypto.ts';

/** By which secret keys values of a database are sealed, by their fingerprints. */
export interface Ledger {
  /** Null before the first start. */
  readonly settled: string | null;
  /** The one that takes its place; null: none does. */
  readonly next: string | null;
}

/** A process as it said that it is there. */
export interface SeenProcess {
  readonly id: string;
  /** The fingerprint of the key by which it seals. */
  readonly sealsBy: string;
  readonly opens: readonly string[];
  readonly isRunning: boolean;
}

/** The secret keys of a process. */
export interface HeldKeys {
  readonly current: KeyName;
  readonly previous: KeyName | null;
}

/** Whether a process may work on a database, and what its start changes there; else why not. */
export type KeyStanding = { readonly ledger: Ledger } | { readonly refusal: string };

const runbook = 'docs/operations/secrets.md';

/**
 * Judges the secret keys of a process by those of the database. It needs every key by which values are sealed, and one
 * that it brings anew must be known to all that run: so whatever is sealed, each process can open, and the last that has a
 * key cannot go while something is sealed by it.
 */
export function judgeKeys(
  { current, previous }: HeldKeys,
  ledger: Ledger,
  processes: readonly SeenProcess[],
): KeyStanding {
  const { settled, next } = ledger;
  const [own, other] = [current.fingerprint, previous?.fingerprint];
  if (settled === null) return { ledger: { settled: own, next } };
  const has = (fingerprint: string) => fingerprint === own || fingerprint === other;
  if (!has(settled) && next === null)
    return {
      refusal: previous
        ? 'Neither ASTROCAL_SECRET_KEY nor ASTROCAL_SECRET_KEY_PREVIOUS is the secret key of this database. Set one of them to that one.'
        : 'This database was begun with another secret key. Set ASTROCAL_SECRET_KEY to that one (a development server keeps it as secret-key in its data directory), or ASTROCAL_SECRET_KEY_PREVIOUS where a new one takes its place.',
    };
  if (!has(settled) || (next !== null && !has(next)))
    return {
      refusal: `Values of this database are sealed by two secret keys, one of which takes the place of the other, and this process needs both: as ASTROCAL_SECRET_KEY and ASTROCAL_SECRET_KEY_PREVIOUS, until npm run secrets -- rotate has said that it is done (${runbook}).`,
    };
  if (own === settled || own === next) return { ledger };
  const unaware = processes.filter(({ isRunning, opens }) => isRunning && !opens.includes(own));
  if (unaware.length > 0)
    return {
      refusal: `${processesRun(unaware.length)} without the new secret key, and could not open what this one seals. Give it to them as ASTROCAL_SECRET_KEY_PREVIOUS first (${runbook}). One that was killed counts for a minute and a half.`,
    };
  return { ledger: { settled, next: own } };
}

const processesRun = (count: number) => (count === 1 ? 'One process runs' : `${count} processes run`);

/** What a rotation may do: seal by the current key all that the previous one has sealed; else why not. */
export function judgeRotation({ current, previous }: HeldKeys, { settled, next }: Ledger): string | null {
  if (previous === null) return 'Set ASTROCAL_SECRET_KEY_PREVIOUS to the secret key that is to go.';
  if (settled === current.fingerprint && next === previous.fingerprint)
    return 'ASTROCAL_SECRET_KEY is the one that is to go: exchange it with ASTROCAL_SECRET_KEY_PREVIOUS first.';
  return null;
}

/**
 * The ledger once nothing is left that the previous key has sealed, `processes` being all that were there since this was
 * looked for; a number: of those that seal by it, which are to be replaced before.
 */
export function settle(
  { current, previous }: HeldKeys,
  ledger: Ledger,
  processes: readonly SeenProcess[],
): Ledger | number {
  // Settled before; and a turn to a third key, which has begun since, is not this one's to end.
  if (ledger.settled !== previous?.fingerprint || ledger.next !== current.fingerprint) return ledger;
  const sealers = processes.filter(({ sealsBy }) => sealsBy === previous?.fingerprint);
  return sealers.length > 0 ? sealers.length : { settled: current.fingerprint, next: null };
}
