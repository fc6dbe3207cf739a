import { type Operation, operations } from '@astrocal/contract';
import { methodNames } from './method-names.ts';

/**
 * Every operation of the contract, in the order of method-names.ts: that of the modules depends on who loads them.
 * Throws when one has no name there, or a name has no operation.
 */
export function operationsByName(): readonly Operation[] {
  const known: Readonly<Record<string, Operation>> = operations;
  for (const id of Object.keys(known)) {
    if (!methodNames[id]) throw new Error(`method-names.ts has no name for ${id}.`);
  }
  return Object.keys(methodNames).map((id) => {
    const operation = known[id];
    if (!operation) throw new Error(`method-names.ts names ${id}, which is no operation.`);
    return operation;
  });
}
