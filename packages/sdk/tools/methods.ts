import { type Operation, operationList, tags } from '@astrocal/contract';
import type { Schema } from './type-text.ts';

/** A method of the client: what it is called in the contract, in two parts. */
export interface Method {
  readonly resource: string;
  readonly verb: string;
  readonly operation: Operation;
}

/**
 * Every operation of the contract, by resource in the order of the tags, then by verb: that of the modules depends on
 * who loads them.
 */
export const operationsByName = (): readonly Operation[] =>
  [...operationList].sort((one, other) => placeOf(one) - placeOf(other) || (one.sdk < other.sdk ? -1 : 1));

const placeOf = ({ tag }: Operation) => Object.keys(tags).indexOf(tag);

/** The methods of each resource, in their order. */
export const byResource = (): ReadonlyMap<string, readonly Method[]> =>
  Map.groupBy(
    operationsByName().map((operation) => {
      const [resource = '', verb = ''] = operation.sdk.split('.');
      return { resource, verb, operation };
    }),
    ({ resource }) => resource,
  );

/** The name of the interface of a resource: `BookingsMethods`. */
export const typeOf = (resource: string) => `${resource[0]?.toUpperCase()}${resource.slice(1)}Methods`;

/** Whether the operation answers one page of a list. */
export const isList = (operation: Operation) =>
  Object.hasOwn((operation.query as Schema | undefined)?.properties ?? {}, 'starting_after');

/** The parameters of the path, as the contract spells them. */
export const pathNames = ({ params }: Operation) =>
  Object.keys((params as Schema | undefined)?.properties ?? {});

/** `delivery_id` as TypeScript spells it: `deliveryId`. */
export const camel = (name: string) =>
  name.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());
