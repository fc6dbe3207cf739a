import { type TSchema, Type } from 'typebox';
import { pageSize } from '../bounds.ts';
import { component } from '../component.ts';
import { Id, type Noun } from '../fields.ts';

/** One page of a list (docs/paging.md). */
export const page = <T extends TSchema>(name: string, item: T, order: string) =>
  component(
    name,
    Type.Object({
      data: Type.Array(item, { description: `The items, ${order}.` }),
      has_more: Type.Boolean({ description: 'Whether another page follows the last item of this one.' }),
    }),
  );

/** The query parameters of every list. */
export const pageQuery = (noun: Noun) => ({
  starting_after: Type.Optional(Id(noun, 'The id of the last item you have: the page begins after it.')),
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: pageSize.most,
      default: pageSize.usual,
      description: 'How many items at most.',
    }),
  ),
});
