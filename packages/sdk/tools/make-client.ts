import { type Operation, takesIdempotencyKey } from '@astrocal/contract';
import { hasOwnQuery } from './make-types.ts';
import { byResource, camel, isList, type Method, pathNames, typeOf } from './methods.ts';
import type { Schema } from './type-text.ts';

/** The text of src/generated/client.generated.ts: the client, and what makes its methods over a `Send`. */
export function makeClient(): string {
  const resources = byResource();
  const names = [...resources.keys()];
  const types = names.map(typeOf).concat('Resources').sort();
  return [
    '// Made by tools/generate.ts from packages/contract. Do not edit.\n',
    `import type { Send } from '../call.ts';\n` +
      `import { listOf } from '../list.ts';\n` +
      `import { createSend } from '../send.ts';\n` +
      `import { type AstrocalOptions, readSettings } from '../settings.ts';\n` +
      `import type {\n${types.map((name) => `  ${name},\n`).join('')}} from './methods.generated.ts';\n`,
    ...[...resources].map(([resource, own]) => makerText(resource, own)),
    `/** Every operation of the API, by resource, over what sends. */\n` +
      `export const resourcesOf = (send: Send): Resources => ({\n${names.map((name) => `  ${name}: ${name}(send),\n`).join('')}});\n`,
    classText(names),
  ].join('\n');
}

function makerText(resource: string, own: readonly Method[]): string {
  const verbs = own.map(({ verb, operation }) => `  ${verb}: ${implementationText(operation)},\n`);
  return `const ${resource} = (send: Send): ${typeOf(resource)} => ({\n${verbs.join('')}});\n`;
}

function implementationText(operation: Operation): string {
  const { method, path, access, body } = operation;
  const names = pathNames(operation);
  const asksMore = hasOwnQuery(operation.query as Schema | undefined);
  const parameters = [
    ...names.map(camel),
    ...(asksMore ? ['query'] : []),
    ...(body ? ['body'] : []),
    'options',
  ];
  const params = names.map((name) => (name === camel(name) ? name : `${name}: ${camel(name)}`));
  const call = [
    `method: '${method}'`,
    `path: '${path}'`,
    ...(params.length > 0 ? [`params: { ${params.join(', ')} }`] : []),
    ...(asksMore ? ['query'] : []),
    ...(body ? ['body'] : []),
    ...(takesIdempotencyKey(operation) ? ['idempotent: true'] : []),
    // Who has a session comes by its cookie; a key would be asked in its place.
    ...(access === 'open' || access === 'session' ? ['open: true'] : []),
    'options',
  ];
  const made = isList(operation) ? `listOf(send, ` : 'send(';
  return `(${parameters.join(', ')}) =>\n    ${made}{ ${call.join(', ')} })`;
}

const classText = (resources: readonly string[]) => `/**
 * A client of one Astrocal server: \`astrocal.bookings.create(…)\`. It holds no connection and nothing to close, so one
 * is enough for a process. Throws AstrocalError where an option cannot be meant.
 */
export class Astrocal implements Resources {
  /** The address of the server, without a slash at its end. */
  readonly baseUrl: string;
${resources.map((name) => `  readonly ${name}: ${typeOf(name)};\n`).join('')}
  constructor(options: AstrocalOptions = {}) {
    const settings = readSettings(options);
    const resources = resourcesOf(createSend(settings));
    this.baseUrl = settings.baseUrl;
${resources.map((name) => `    this.${name} = resources.${name};\n`).join('')}  }
}
`;
