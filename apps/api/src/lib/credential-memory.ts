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
  hash(secret: string): Buffer;
  lookUp(hash: Buffer): Promise<Holder | null>;
}

/** Remembers for a moment who holds a credential, by its hash alone. */
export function createCredentialHolders<Holder>({
  looksRight,
  hash,
  lookUp,
}: CredentialLookUp<Holder>): CredentialHolders<Holder> {
  const memory = createCredentialMemory<Holder>(() => performance.now());
  const proven = new Set<string>();
  const nameOf = (secret: string) => hash(secret).toString('base64');

  async function prove(name: string): Promise<Holder | null> {
    const holder = await lookUp(Buffer.from(name, 'base64'));
    proven.delete(name);
    if (holder) proven.add(name);
    forgetOldest(proven);
    return holder;
  }

  return {
    async find(secret) {
      if (!looksRight(secret)) return null;
      const name = nameOf(secret);
      return memory.find(name, () => prove(name));
    },
    forgetAfter: (work) => work.finally(memory.forgetAll),
    isProven: (secret) => looksRight(secret) && proven.has(nameOf(secret)),
  };
}
