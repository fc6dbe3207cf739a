import {
  components,
  errorCatalogue,
  idPrefixes,
  messageEvents,
  messageExampleOf,
  type Operation,
  slotReasons,
} from '@astrocal/contract';
import { operationsByName } from './methods.ts';
import { commentText, fieldsText, type Schema, type Side, typeName } from './type-text.ts';

/** The text of src/generated/types.generated.ts: every shape of the contract as a plain interface. */
export function makeTypes(): string {
  const shapes = [...components()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, schema]) =>
      name === 'Message' ? messageText(schema as Schema) : interfaceText(name, schema as Schema),
    );
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

/**
 * A message as one shape per kind of data, so that whoever looked at `event` knows what `data` is. Which event tells
 * of what is read from the contract's examples.
 */
function messageText(schema: Schema): string {
  const kinds = [
    { name: 'BookingEventMessage', prefix: idPrefixes.booking, data: 'BookingMessage' },
    { name: 'WaitlistEventMessage', prefix: idPrefixes.waitlist_entry, data: 'WaitlistEntryMessage' },
    { name: 'MemberEventMessage', prefix: idPrefixes.member, data: 'MemberMessage' },
  ];
  const told = kinds.map(({ prefix }) => messageEvents.filter((event) => prefixOf(event) === prefix));
  const forgotten = messageEvents.find((event) => !told.flat().includes(event));
  if (forgotten) throw new Error(`make-types.ts does not know the data of ${forgotten}.`);
  const shapes = kinds.map(({ name, data }, place) => {
    const { event, ...others } = schema.properties ?? {};
    const properties = { ...others, event: { ...event, enum: told[place] ?? [] }, data: { $ref: data } };
    return interfaceText(name, { ...schema, properties });
  });
  const union = `export type Message = ${kinds.map(({ name }) => name).join(' | ')};\n`;
  return [...shapes, `/** A fact in the log, in the very form in which webhooks carry it. */\n${union}`].join(
    '\n',
  );
}

const prefixOf = (event: (typeof messageEvents)[number]) =>
  messageExampleOf(event).data.id.replace(/_.*/, '');

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
