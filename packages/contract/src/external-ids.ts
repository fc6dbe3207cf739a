import type { TSchema } from 'typebox';
import { components } from './component.ts';
import type { Noun } from './fields.ts';
import type { Operation } from './operation.ts';

/** Nouns whose things may have an id of the caller's own, `external_id`. */
export const externalNouns = ['member', 'event_type', 'booking'] as const satisfies readonly Noun[];
export type ExternalNoun = (typeof externalNouns)[number];

/** What an `external_id` begins with where it stands in the place of an id (docs/external-ids.md). */
export const externalPrefix = 'ext:';

/** Where a request names a thing that may have an id of the caller's own. */
export interface ExternalIdPlace {
  readonly part: 'params' | 'query' | 'body';
  /** From the part down to the id: names of fields, `*` for each item of a list. */
  readonly path: readonly string[];
  readonly noun: ExternalNoun;
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly 'x-noun'?: Noun;
}

/** Every place in a request of the operation where an `external_id` may stand for an id. */
export const externalIdPlaces = (op: Operation): readonly ExternalIdPlace[] =>
  (['params', 'query', 'body'] as const).flatMap((part) =>
    [...placesIn(op[part])].map((place) => ({ part, ...place })),
  );

function* placesIn(
  schema: TSchema | Schema | undefined,
  path: readonly string[] = [],
): Generator<Omit<ExternalIdPlace, 'part'>> {
  const { properties = {}, items, 'x-noun': noun } = resolve(schema);
  const external = externalNouns.find((each) => each === noun);
  if (external) yield { path, noun: external };
  for (const [name, property] of Object.entries(properties)) yield* placesIn(property, [...path, name]);
  if (items) yield* placesIn(items, [...path, '*']);
}

function resolve(schema: TSchema | Schema | undefined): Schema {
  const { $ref } = (schema ?? {}) as Schema;
  return (($ref === undefined ? schema : components().get($ref.replace(/#$/, ''))) ?? {}) as Schema;
}
