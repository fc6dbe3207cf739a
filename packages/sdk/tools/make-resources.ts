import { type Operation, tags, takesIdempotencyKey } from '@astrocal/contract';
import { exportedTypes, hasOwnQuery, queryName } from './make-types.ts';
import { answerTypes, methodNames } from './method-names.ts';
import { operationsByName } from './operations-by-name.ts';
import { commentText, type Schema, typeName, typeText } from './type-text.ts';

interface Method {
  readonly resource: string;
  readonly verb: string;
  readonly operation: Operation;
}

const head = '// Made by tools/generate.ts from packages/contract. Do not edit.\n';

/** The text of src/generated/methods.generated.ts: one interface per resource, and one of them all. */
export function makeMethods(): string {
  const signatures = operationsByName().map(signatureText).join('\n');
  const types = exportedTypes().filter((name) => new RegExp(`\\b${name}\\b`).test(signatures));
  const resources = byResource();
  const fields = [...resources.keys()].map((name) => `  readonly ${name}: ${typeOf(name)};\n`).join('');
  return [
    head,
    `import type { CallOptions, ChangeOptions, TokenOptions } from '../call.ts';\n` +
      `import type { List } from '../list.ts';\n` +
      `import type {\n${types.map((name) => `  ${name},\n`).join('')}} from './types.generated.ts';\n`,
    ...[...resources].map(([resource, own]) => interfaceText(resource, own)),
    `/** Every operation of the API, by resource. */\nexport interface Resources {\n${fields}}\n`,
  ].join('\n');
}

/** The text of src/generated/resources.generated.ts: what makes the methods, over a `Send`. */
export function makeResources(): string {
  const resources = byResource();
  const types = [...resources.keys()].map(typeOf).concat('Resources').sort();
  const made = [...resources.keys()].map((name) => `  ${name}: ${name}(send),\n`).join('');
  return [
    head,
    `import type { Send } from '../call.ts';\n` +
      `import { listOf } from '../list.ts';\n` +
      `import type {\n${types.map((name) => `  ${name},\n`).join('')}} from './methods.generated.ts';\n`,
    ...[...resources].map(([resource, own]) => makerText(resource, own)),
    `/** Every operation of the API, by resource. */\n` +
      `export const resourcesOf = (send: Send): Resources => ({\n${made}});\n`,
  ].join('\n');
}

const byResource = () => Map.groupBy(methods(), ({ resource }) => resource);

const methods = (): Method[] =>
  operationsByName().map((operation) => {
    const [resource = '', verb = ''] = methodNames[operation.operationId]?.split('.') ?? [];
    return { resource, verb, operation };
  });

/** The name of the interface of a resource: `BookingsMethods`. */
const typeOf = (resource: string) => `${resource[0]?.toUpperCase()}${resource.slice(1)}Methods`;

function interfaceText(resource: string, own: readonly Method[]): string {
  const tag = own[0]?.operation.tag;
  const comment = commentText(tag ? [tags[tag]] : [], '');
  const signatures = own.map(
    ({ verb, operation }) => `${docText(operation)}  ${verb}${signatureText(operation)};\n`,
  );
  return `${comment}export interface ${typeOf(resource)} {\n${signatures.join('\n')}}\n`;
}

function makerText(resource: string, own: readonly Method[]): string {
  const verbs = own.map(({ verb, operation }) => `  ${verb}: ${implementationText(operation)},\n`);
  return `const ${resource} = (send: Send): ${typeOf(resource)} => ({\n${verbs.join('')}});\n`;
}

const docText = ({ summary, description, method, path, access }: Operation) =>
  commentText(
    [
      `${summary}: \`${method} ${path}\`.`,
      ...(description ? [description] : []),
      ...(access === 'key' ? ['Needs an API key.'] : []),
      ...(access === 'token' ? ['Needs an API key or `token`.'] : []),
    ],
    '  ',
  );

/** Whether the operation answers one page of a list. */
const isList = (operation: Operation) =>
  Object.hasOwn((operation.query as Schema | undefined)?.properties ?? {}, 'starting_after');

function answerText(operation: Operation): string {
  const own = answerTypes[operation.operationId];
  if (own) return `Promise<${own}>`;
  const body = Object.values(operation.answers)[0]?.body as Schema | undefined;
  if (!body) return 'Promise<void>';
  // A list's own name ends with that of its items: `BookingList` has `data: Booking[]`.
  if (isList(operation)) return `List<${typeName(body.$ref ?? '').replace(/List$/, '')}>`;
  return `Promise<${typeText(body, 'answer', '  ')}>`;
}

const paramNames = ({ params }: Operation) => Object.keys((params as Schema | undefined)?.properties ?? {});
const camel = (name: string) => name.replace(/_(\w)/g, (_match, letter: string) => letter.toUpperCase());

function optionsText(operation: Operation): string {
  const base = takesIdempotencyKey(operation) ? 'ChangeOptions' : 'CallOptions';
  return operation.access === 'token' ? `${base} & TokenOptions` : base;
}

function signatureText(operation: Operation): string {
  const { operationId, body, bodyOptional } = operation;
  const query = operation.query as Schema | undefined;
  const queryOptional = (query?.required ?? []).length === 0;
  const parameters = [
    ...paramNames(operation).map((name) => `${camel(name)}: string`),
    ...(hasOwnQuery(query) ? [`query${queryOptional ? '?' : ''}: ${queryName(operationId)}`] : []),
    ...(body ? [`body${bodyOptional ? '?' : ''}: ${typeText(body as Schema, 'request')}`] : []),
    `options?: ${optionsText(operation)}`,
  ];
  return `(${parameters.join(', ')}): ${answerText(operation)}`;
}

function implementationText(operation: Operation): string {
  const { method, path, access, body } = operation;
  const names = paramNames(operation);
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
    ...(access === 'open' ? ['open: true'] : []),
    'options',
  ];
  const made = isList(operation) ? `listOf(send, ` : 'send(';
  return `(${parameters.join(', ')}) =>\n    ${made}{ ${call.join(', ')} })`;
}
