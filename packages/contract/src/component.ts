import { type Static, type TSchema, Type } from 'typebox';

const registered = new Map<string, TSchema>();

/**
 * Registers a schema under a name that the whole contract shares and returns a typed `$ref` to it.
 * The server adds every component to its validator, OpenAPI lists them under `components.schemas`.
 * Throws when a name is taken twice: two shapes under one name would be a lie in the document.
 */
export function component<T extends TSchema>(name: string, schema: T) {
  if (registered.has(name)) throw new Error(`The component ${name} is defined twice.`);
  registered.set(name, { ...schema, $id: name });
  return Type.Unsafe<Static<T>>({ $ref: `${name}#` });
}

/** Every registered component by its name, each with its name as `$id`. */
export const components = (): ReadonlyMap<string, TSchema> => registered;
