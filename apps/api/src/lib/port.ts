/**
 * What an earlier feature asks of a later one, which it does not know: in the same transaction, or for the same answer.
 * A constant of the earlier one, typed by the function that the later one fills it with.
 */
export interface Port<Ask> {
  readonly name: string;
  filledWith(ask: Ask): FilledPort;
}

export interface FilledPort {
  readonly name: string;
  readonly ask: unknown;
}

/** What fills a port. Throws where nothing does. */
export type AskPort = <Ask>(port: Port<Ask>) => Ask;

/** Declares a port by a name that no other has. */
export const definePort = <Ask>(name: string): Port<Ask> => ({
  name,
  filledWith: (ask) => ({ name, ask }),
});

/** Throws where two fill one port. */
export function joinPorts(filled: readonly FilledPort[]): AskPort {
  const byName = new Map<string, unknown>();
  for (const { name, ask } of filled) {
    if (byName.has(name)) throw new Error(`Two features fill the port "${name}".`);
    byName.set(name, ask);
  }
  return <Ask>({ name }: Port<Ask>) => {
    if (!byName.has(name)) throw new Error(`No feature fills the port "${name}".`);
    return byName.get(name) as Ask;
  };
}
