import { typeNames } from './names.ts';

/** The parts of JSON Schema that the contract uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly description?: string;
  readonly default?: unknown;
}

/**
 * Whose hand fills a shape in. What the caller fills in takes read-only lists and `undefined` for a field left out;
 * what the server answers is the caller's own to change.
 */
export type Side = 'request' | 'answer';

/** The name of a component in TypeScript, from its name or its reference (`Booking#`). */
export function typeName(reference: string): string {
  const name = reference.replace(/#$/, '');
  return typeNames[name] ?? name;
}

/** The TypeScript type of a schema, its inner lines indented by `indent`. Throws at a schema that it cannot say. */
export function typeText(schema: Schema, side: Side, indent = ''): string {
  if (schema.$ref !== undefined) return typeName(schema.$ref);
  if (schema.anyOf) return schema.anyOf.map((each) => typeText(each, side, indent)).join(' | ');
  if (schema.enum) return schema.enum.map(literal).join(' | ');
  if (typeof schema.type === 'string') return plainTypeText({ ...schema, type: schema.type }, side, indent);
  if (schema.type) {
    return schema.type.map((type) => plainTypeText({ ...schema, type }, side, indent)).join(' | ');
  }
  throw new Error(`No type for ${JSON.stringify(schema)}`);
}

function plainTypeText(schema: Schema & { readonly type: string }, side: Side, indent: string): string {
  switch (schema.type) {
    case 'string':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return listText(schema.items ?? {}, side, indent);
    case 'object':
      return objectText(schema, side, indent);
    default:
      throw new Error(`No type for "${schema.type}"`);
  }
}

function listText(items: Schema, side: Side, indent: string): string {
  const item = typeText(items, side, indent);
  const list = item.includes(' | ') && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
  return side === 'request' ? `readonly ${list}` : list;
}

function objectText(schema: Schema, side: Side, indent: string): string {
  if (schema.properties) return `{\n${fieldsText(schema, side, `${indent}  `)}${indent}}`;
  const values = schema.patternProperties && Object.values(schema.patternProperties)[0];
  const value = values ?? schema.additionalProperties;
  const text = typeof value === 'object' ? typeText(value, side, indent) : 'unknown';
  return side === 'request' ? `Readonly<Record<string, ${text}>>` : `Record<string, ${text}>`;
}

/** The lines of an object's fields, each with its comment. */
export function fieldsText({ properties = {}, required = [] }: Schema, side: Side, indent: string): string {
  return Object.entries(properties)
    .map(([name, schema]) => {
      const isOptional = !required.includes(name);
      const type = typeText(schema, side, indent);
      const field = `${side === 'request' ? 'readonly ' : ''}${name}${isOptional ? '?' : ''}: ${type}`;
      return `${commentText(commentOf(schema), indent)}${indent}${field}${isOptional && side === 'request' ? ' | undefined' : ''};\n`;
    })
    .join('');
}

const literal = (value: unknown) => (typeof value === 'string' ? `'${value}'` : String(value));

function commentOf(schema: Schema): string[] {
  const fallback = schema.default;
  return [
    ...(schema.description ? [schema.description] : []),
    ...(fallback === undefined ? [] : [`Default: \`${JSON.stringify(fallback)}\`.`]),
  ];
}

const width = 110;

/** A doc comment of these paragraphs, wrapped; nothing when there are none. */
export function commentText(paragraphs: readonly string[], indent: string): string {
  if (paragraphs.length === 0) return '';
  const single = `${indent}/** ${paragraphs[0]} */\n`;
  if (paragraphs.length === 1 && single.length <= width) return single;
  const lines = paragraphs.flatMap((text, place) => [
    ...(place > 0 ? [`${indent} *`] : []),
    ...wrapped(text, width - indent.length - 3).map((line) => `${indent} * ${line}`),
  ]);
  return `${indent}/**\n${lines.join('\n')}\n${indent} */\n`;
}

function wrapped(text: string, limit: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > limit) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
