import { type Operation, tags, takesIdempotencyKey } from '@astrocal/contract';
import { exportedTypes, hasOwnQuery, queryName } from './make-types.ts';
import { byResource, camel, isList, type Method, operationsByName, pathNames, typeOf } from './methods.ts';
import { answerTypes } from './names.ts';
import { commentText, type Schema, typeName, typeText } from './type-text.ts';

/** The text of src/generated/methods.generated.ts: one interface per resource, and one of them all. */
export function makeMethods(): string {
  const signatures = operationsByName().map(signatureText).join('\n');
  const types = exportedTypes().filter((name) => new RegExp(`\\b${name}\\b`).test(signatures));
  const resources = byResource();
  const fields = [...resources.keys()].map((name) => `  readonly ${name}: ${typeOf(name)};\n`).join('');
  return [
    '// Made by tools/generate.ts from packages/contract. Do not edit.\n',
    `import type { CallOptions, ChangeOptions, TokenOptions } from '../call.ts';\n` +
      `import type { List } from '../list.ts';\n` +
      `import type {\n${types.map((name) => `  ${name},\n`).join('')}} from './types.generated.ts';\n`,
    ...[...resources].map(([resource, own]) => interfaceText(resource, own)),
    `/** Every operation of the API, by resource. */\nexport interface Resources {\n${fields}}\n`,
  ].join('\n');
}

function interfaceText(resource: string, own: readonly Method[]): string {
  const tag = own[0]?.operation.tag;
  const comment = commentText(tag ? [tags[tag]] : [], '');
  const signatures = own.map(
    ({ verb, operation }) => `${docText(operation)}  ${verb}${signatureText(operation)};\n`,
  );
  return `${comment}export interface ${typeOf(resource)} {\n${signatures.join('\n')}}\n`;
}

const docText = ({ summary, description, method, path, access }: Operation) =>
  commentText(
    [
      `${summary}: \`${method} ${path}\`.`,
      ...(description ? [description] : []),
      ...(access === 'key' ? ['Needs an API key.'] : []),
      ...(access === 'token' ? ['Needs an API key or `token`.'] : []),
      ...(access === 'session' ? ['Needs a session: for pages of the server itself.'] : []),
    ],
    '  ',
  );

function answerText(operation: Operation): string {
  const own = answerTypes[operation.operationId];
  if (own) return `Promise<${own}>`;
  const body = Object.values(operation.answers)[0]?.body as Schema | undefined;
  if (!body) return 'Promise<void>';
  // A list's own name ends with that of its items: `BookingList` has `data: Booking[]`.
  if (isList(operation)) return `List<${typeName(body.$ref ?? '').replace(/List$/, '')}>`;
  return `Promise<${typeText(body, 'answer', '  ')}>`;
}

function optionsText(operation: Operation): string {
  const base = takesIdempotencyKey(operation) ? 'ChangeOptions' : 'CallOptions';
  return operation.access === 'token' ? `${base} & TokenOptions` : base;
}

function signatureText(operation: Operation): string {
  const { operationId, body, bodyOptional } = operation;
  const query = operation.query as Schema | undefined;
  const queryOptional = (query?.required ?? []).length === 0;
  const parameters = [
    ...pathNames(operation).map((name) => `${camel(name)}: string`),
    ...(hasOwnQuery(query) ? [`query${queryOptional ? '?' : ''}: ${queryName(operationId)}`] : []),
    ...(body ? [`body${bodyOptional ? '?' : ''}: ${typeText(body as Schema, 'request')}`] : []),
    `options?: ${optionsText(operation)}`,
  ];
  return `(${parameters.join(', ')}): ${answerText(operation)}`;
}
