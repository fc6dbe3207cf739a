import { components, errorCatalogue, messageEvents, type Operation, slotReasons } from '@astrocal/contract';
import { operationsByName } from './operations-by-name.ts';
import { commentText, fieldsText, type Schema, type Side, typeName } from './type-text.ts';

/** The text of src/generated/types.generated.ts: every shape of the contract as a plain interface. */
export function makeTypes(): string {
  const shapes = [...components()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, schema]) => interfaceText(name, schema as Schema));
  return [
    '// Made by tools/generate.ts from packages/contract. Do not edit.\n',
    errorCodesText(),
    unionText('What can happen, as webhooks and the log of events call it.', 'MessageEvent', messageEvents),
    unionText('Why a time cannot be booked.', 'SlotReason', slotReasons),
    ...shapes,
    ...operationsWithQuery().map(queryText),
  ].join('\n');
}

/** The names of the shapes that the file exports, sorted. */
export const exportedTypes = (): readonly string[] =>
  [
    ...[...components().keys()].map(typeName),
    ...operationsWithQuery().map(({ operationId }) => queryName(operationId)),
  ].sort();

const operationsWithQuery = () =>
  operationsByName().filter(({ query }) => hasOwnQuery(query as Schema | undefined));

/** The name of the type of an operation's query. */
export const queryName = (operationId: string) =>
  `${operationId[0]?.toUpperCase()}${operationId.slice(1)}Query`;

/** Whether there is something to ask beside the token, which is an option of the call. */
export const hasOwnQuery = (query: Schema | undefined) =>
  Object.keys(query?.properties ?? {}).some((name) => name !== 'token');

function queryText({ operationId, method, path, query }: Operation): string {
  const comment = commentText([`What \`${method} ${path}\` can be asked.`], '');
  return `${comment}export interface ${queryName(operationId)} {\n${fieldsText(query as Schema, 'request', '  ')}}\n`;
}

function interfaceText(name: string, schema: Schema): string {
  const comment = commentText(schema.description ? [schema.description] : [], '');
  return `${comment}export interface ${typeName(name)} {\n${fieldsText(schema, sideOf(name), '  ')}}\n`;
}

const bodies = new Set(
  operationsByName().map(({ body }) => (body as Schema | undefined)?.$ref?.replace(/#$/, '')),
);
const sideOf = (name: string): Side => (bodies.has(name) ? 'request' : 'answer');

function errorCodesText(): string {
  const codes = Object.entries(errorCatalogue).map(
    ([code, { status, meaning }]) => `${commentText([`${status}. ${meaning}`], '  ')}  | '${code}'`,
  );
  return `/** The code of an error that the API answers. */\nexport type ErrorCode =\n${codes.join('\n')};\n`;
}

const unionText = (comment: string, name: string, values: readonly string[]) =>
  `${commentText([comment], '')}export type ${name} =\n${values.map((each) => `  | '${each}'`).join('\n')};\n`;
