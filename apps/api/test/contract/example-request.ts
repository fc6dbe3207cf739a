import { components, type Noun, type Operation } from '@astrocal/contract';

/** A JSON Schema as plain data: what the contract's entries are beneath their types. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly 'x-noun'?: Noun;
}

/** Where an operation takes an id. */
export interface IdPlace {
  readonly part: 'path' | 'query' | 'body';
  readonly name: string;
  readonly noun: Noun;
  /**
   * `target`: the thing that the request is about. `filter`: narrows a list. `cursor`: where a page begins.
   */
  readonly role: 'target' | 'filter' | 'cursor';
  /** Of a list of objects in a body: the field of each that has the id. */
  readonly inside?: string;
}

export interface ExampleRequest {
  readonly method: string;
  /** By name, not yet encoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** What the contract cannot know: ids that exist here, times that are free or taken, slugs that are not taken. */
export interface Choices {
  id(place: IdPlace): string;
  freeInstant(): string;
  readonly takenInstant: string;
  freeSlug(): string;
  /** The code of the app of whoever asks. */
  otp?(): string;
}

/** The schema behind a reference to a component of the contract. */
export function resolve(schema: unknown): JsonSchema {
  const { $ref } = (schema ?? {}) as JsonSchema;
  if ($ref === undefined) return (schema ?? {}) as JsonSchema;
  const found = components().get($ref.replace(/#$/, ''));
  if (!found) throw new Error(`The contract has no component ${$ref}.`);
  return found as JsonSchema;
}

const partsOf = (op: Operation) =>
  [
    ['path', resolve(op.params)],
    ['query', resolve(op.query)],
    ['body', resolve(op.body)],
  ] as const;

/** Every place in which the operation takes an id, found by the contract's own marks. */
export function idPlacesOf(op: Operation): IdPlace[] {
  const isList = 'starting_after' in (resolve(op.query).properties ?? {});
  return partsOf(op).flatMap(([part, schema]) =>
    Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
      const noun = resolve(property)['x-noun'];
      if (noun === undefined) return placesInside(op, { part, name, property });
      const role = name === 'starting_after' ? 'cursor' : isList && part === 'query' ? 'filter' : 'target';
      return [{ part, name, noun, role } as const];
    }),
  );
}

/** In the objects of a list, such as the hosts of an event type. */
function placesInside(
  op: Operation,
  { part, name, property }: { part: IdPlace['part']; name: string; property: JsonSchema },
): IdPlace[] {
  const fields = Object.entries(resolve(resolve(property).items).properties ?? {});
  const found = fields.flatMap(([inside, field]): IdPlace[] => {
    const noun = resolve(field)['x-noun'];
    return noun === undefined ? [] : [{ part, name, noun, role: 'target', inside }];
  });
  if (part !== 'body' || found.length !== 1) refuseDeepIds(op, name, property);
  return part === 'body' ? found : [];
}

/** An id further down would escape the proofs in silence. */
function refuseDeepIds(op: Operation, name: string, schema: unknown): void {
  if (JSON.stringify(resolve(schema)).includes('"x-noun"'))
    throw new Error(`${op.operationId} takes an id inside ${name}: teach idPlacesOf to reach it.`);
}

/** Bodies of operations that are about one thing or another, by the id of the one that their example is not about. */
const otherBodies: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  createEmbedSession: { booking_id: { kind: 'booking' }, member_id: { kind: 'host' } },
};

/**
 * A valid request of the operation, made of its contract alone: required parameters from the examples of their
 * schemas, the body from the request example, or one that is about `at`. Throws when the contract does not say enough to
 * call it.
 */
export function exampleRequestOf(op: Operation, choices: Choices, at?: IdPlace | null): ExampleRequest {
  const places = idPlacesOf(op);
  const parameter = (part: 'path' | 'query', name: string, schema: unknown): string => {
    const place = places.find((each) => each.part === part && each.name === name);
    if (place) return choices.id(place);
    const example = resolve(schema).examples?.[0];
    if (example === undefined)
      throw new Error(`${op.operationId}: nothing says what a valid ${part} parameter ${name} is.`);
    return String(example);
  };
  const required = (part: 'path' | 'query', schema: JsonSchema) =>
    Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([name]) => schema.required?.includes(name))
        .map(([name, property]) => [name, parameter(part, name, property)]),
    );
  const [[, params], [, query]] = partsOf(op);
  const other = at?.part === 'body' && otherBodies[op.operationId]?.[at.name];
  return {
    method: op.method,
    params: required('path', params),
    query: required('query', query),
    body: other ? { ...other, [at.name]: choices.id(at) } : op.body && exampleBodyOf(op, places, choices),
  };
}

function exampleBodyOf(op: Operation, places: readonly IdPlace[], choices: Choices): Record<string, unknown> {
  if (typeof op.requestExample !== 'object' || op.requestExample === null)
    throw new Error(`${op.operationId} takes a body and shows no example of one.`);
  const properties = resolve(op.body).properties ?? {};
  return Object.fromEntries(
    Object.entries(op.requestExample).map(([name, value]) => {
      const place = places.find((each) => each.part === 'body' && each.name === name);
      if (place?.inside) return [name, [{ ...value[0], [place.inside]: choices.id(place) }]];
      if (place) return [name, choices.id(place)];
      if (resolve(properties[name]).format === 'date-time')
        return [name, op.operationId === 'joinWaitlist' ? choices.takenInstant : choices.freeInstant()];
      if (name === 'otp') return [name, choices.otp?.() ?? value];
      // No two have the same.
      if (name === 'email' && op.tag !== 'Accounts') return [name, `${choices.freeSlug()}@example.com`];
      return [name, name === 'slug' ? choices.freeSlug() : structuredClone(value)];
    }),
  );
}

/** The address of a request; the values of `params` and `query` are encoded here. */
export function urlOf(op: Operation, { params, query }: Pick<ExampleRequest, 'params' | 'query'>): string {
  const path = op.path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return search === '' ? path : `${path}?${search}`;
}
