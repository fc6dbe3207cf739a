import { parseArgs } from 'node:util';
import { type Part, parts } from './parts.ts';

export interface Asked {
  readonly parts: readonly Part[];
  /** The parts were named: none of them may be left out. */
  readonly areNamed: boolean;
  readonly quick: boolean;
  readonly write: boolean;
  readonly seed: number;
}

/** The seed of every run that names none, so that two machines try the same. */
export const usualSeed = 20_260_601;

export const usage = `npm run prove [-- P1 P6 … --quick --write --seed=<whole number>]

  P1 P6 …   only these promises; all of them otherwise
  --quick   small sizes, to see that everything runs
  --write   put the figures of what was run into RELIABILITY.md
  --seed    what is random begins here; ${usualSeed} otherwise
`;

/** Reads the command line. Throws a sentence for whoever typed it. */
export function readArguments(args: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { quick: { type: 'boolean' }, write: { type: 'boolean' }, seed: { type: 'string' } },
  });
  const { quick = false, write = false } = values;
  if (quick && write) throw new Error('A figure of --quick is no proof: --write goes without it.');
  const seed = Number(values.seed ?? usualSeed);
  if (!Number.isSafeInteger(seed) || seed < 1) throw new Error('--seed is a whole number from 1.');
  const unknown = positionals.filter((id) => !parts.some((part) => part.id === id));
  if (unknown.length > 0) throw new Error(`There is no promise ${unknown.join(', ')}.`);
  const areNamed = positionals.length > 0;
  return {
    parts: areNamed ? parts.filter(({ id }) => positionals.includes(id)) : parts,
    areNamed,
    quick,
    write,
    seed,
  };
}
