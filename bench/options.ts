import { parseArgs } from 'node:util';
import { type PartName, partNames } from './run-part.ts';

export interface Options {
  readonly parts: readonly PartName[];
  /** Where another checkout is, to be measured in the same rounds. */
  readonly beside: string | undefined;
  /** Seconds instead of minutes, to see that everything runs. */
  readonly quick: boolean;
  /** Prints the results as JSON instead of tables. */
  readonly json: boolean;
  /** Puts the tables into docs/benchmarks.md. */
  readonly write: boolean;
}

/** Reads the command line: parts by name, all of them when none is named. Throws what is wrong with it. */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      beside: { type: 'string' },
      quick: { type: 'boolean' },
      json: { type: 'boolean' },
      write: { type: 'boolean' },
    },
  });
  const unknown = positionals.filter((each) => !(partNames as string[]).includes(each));
  if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}: ${partNames.join(', ')}.`);
  const { beside, quick = false, json = false, write = false } = values;
  if (quick && write) throw new Error('The figures of a quick run are not written into the documentation.');
  return {
    parts: positionals.length > 0 ? (positionals as PartName[]) : partNames,
    beside,
    quick,
    json,
    write,
  };
}
