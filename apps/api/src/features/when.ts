import type { Reaction } from '../deps.ts';
import type { DeclaredFact } from '../events/declare-fact.ts';

/** The reaction, told of these facts and of no other. */
export const when =
  (facts: readonly DeclaredFact[], react: Reaction): Reaction =>
  async (deps, tx, messages) => {
    const [first, ...others] = messages.filter((each) => facts.some(({ event }) => event === each.event));
    if (first) await react(deps, tx, [first, ...others]);
  };
