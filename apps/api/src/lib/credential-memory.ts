import type { Hashes } from './crypto.ts';

/** A looked-up key or session is believed this long, so a revocation holds in every process within a second without a broadcast. */
const believedMs = 1000;
const maxRemembered = 10_000;

/** What remembers looked-up keys or sessions for a moment. */
export interface CredentialMemory<Holder> {
  /** The holder of the credential by this name: remembered, or looked up. */
  find(name: string, lookUp: () => Promise<Holder | null>): Promise<Holder | null>;
  /** To be called when one was revoked here: nothing that was looked up before is believed any more. */
  forgetAll(): void;
}

/** `now` in milliseconds, ascending. */
export function createCredentialMemory<Holder>(now: () => number): CredentialMemory<Holder> {
  const remembered = new Map<string, { readonly holder: Promise<Holder | null>; readonly until: number }>();
  let revocations = 0;

  function recall(name: string, lookUp: () => Promise<Holder | null>): Promise<Holder | null> {
    const at = now();
    const known = remembered.get(name);
    if (known && known.until > at) return known.holder;
    const holder = lookUp();
    const entry = { holder, until: at + believedMs };
    remembered.delete(name);
    remembered.set(name, entry);
    forgetOldest(remembered);
    holder.catch(() => {
      if (remembered.get(name) === entry) remembered.delete(name); // the failure itself reaches the caller by the same promise
    });
    return holder;
  }

  return {
    async find(name, lookUp) {
      for (;;) {
        const before = revocations;
        const holder = await recall(name, lookUp);
        // What was read while one was revoked may be older than the revocation: it is read again.
        if (revocations === before) return holder;
      }
    },
    forgetAll() {
      revocations++;
      remembered.clear();
    },
  };
}

/** Strangers choose what is looked up: no number of unknown ones makes a process forget all those in use. */
function forgetOldest(names: Map<string, unknown> | Set<string>): void {
  const [oldest] = names.keys();
  if (names.size > maxRemembered && oldest !== undefined) names.delete(oldest);
}

/** Whose credentials are, as this process remembers it for a moment. */
export interface CredentialHolders<Holder> {
  /** Null for a malformed, unknown or ended one. */
  find(secret: string): Promise<Holder | null>;
  /** Waits for work that ends or changes some: nothing that was looked up before is believed after it, however it ended. */
  forgetAfter<T>(work: Promise<T>): Promise<T>;
  /** Whether the credential was good when this process last looked it up. Asks nobody. */
  isProven(secret: string): boolean;
}

export interface CredentialLookUp<Holder> {
  /** Whether the text could be one at all; anything else is not looked up. */
  looksRight(secret: string): boolean;
  /** What it may be kept as; this process knows it by the first. */
  hashes(secret: string): Hashes;
  lookUp(hashes: Hashes): Promise<Holder | null>;
  /** Whether it has ended since it was looked up; unless told, none does. */
  hasEnded?(holder: Holder): boolean;
}

/** Remembers for a moment who holds a credential, by its hashes alone. */
export function createCredentialHolders<Holder>({
  looksRight,
  hashes,
  lookUp,
  hasEnded = () => false,
}: CredentialLookUp<Holder>): CredentialHolders<Holder> {
  const memory = createCredentialMemory<Holder>(() => performance.now());
  const proven = new Set<string>();
  const nameOf = ([hash]: Hashes) => hash.toString('base64');

  async function prove(known: Hashes): Promise<Holder | null> {
    const name = nameOf(known);
    const holder = await lookUp(known);
    proven.delete(name);
    if (holder) proven.add(name);
    forgetOldest(proven);
    return holder;
  }

  return {
    async find(secret) {
      if (!looksRight(secret)) return null;
      const known = hashes(secret);
      const holder = await memory.find(nameOf(known), () => prove(known));
      return holder && hasEnded(holder) ? null : holder;
    },
    forgetAfter: (work) => work.finally(memory.forgetAll),
    isProven: (secret) => looksRight(secret) && proven.has(nameOf(hashes(secret))),
  };
}
