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
export function forgetOldest(names: Map<string, unknown> | Set<string>): void {
  const [oldest] = names.keys();
  if (names.size > maxRemembered && oldest !== undefined) names.delete(oldest);
}
