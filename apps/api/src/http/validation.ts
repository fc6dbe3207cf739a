import { components } from '@astrocal/contract';
import { findZone } from '@astrocal/scheduling';
import { Ajv, type ErrorObject, type SchemaValidateFunction } from 'ajv';
import type { FastifyInstance, FastifySchemaCompiler } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { type Issue, invalid } from '../lib/api-error.ts';
import { formats } from './formats.ts';

const maxIssues = 20;

/** The value as the schema of a body says it is. Throws `validation_error`. */
export function parseAs<Schema extends TSchema>(schema: Schema, value: unknown): Static<Schema> {
  const validate = createAjv({ allErrors: true }).compile(schema);
  if (!validate(value)) throw invalid(...toIssues(validate.errors ?? [], 'body'));
  return value as Static<Schema>;
}

/** A value of more parts is told its first problem alone: whoever sends so much did not mistype a field. */
const fewParts = 2_000;

function createAjv({ allErrors }: { allErrors: boolean }): Ajv {
  const ajv = new Ajv({
    allErrors,
    useDefaults: true,
    // The default of fastify drops unknown fields in silence; here a typo is an error.
    removeAdditional: false,
    strict: false,
    // `1e400` in a body is no number.
    strictNumbers: true,
    formats: Object.fromEntries(Object.entries(formats).map(([name, { validate }]) => [name, validate])),
  });
  ajv.addKeyword({ keyword: 'x-spelled', type: 'string', modifying: true, errors: false, validate: respell });
  for (const schema of components().values()) ajv.addSchema(schema);
  return ajv;
}

/** Zones are taken in any case; what comes after the edge knows them only as the table spells them. */
const respell: SchemaValidateFunction = (_hint, text: string, _schema, place) => {
  if (place) place.parentData[place.parentDataProperty] = findZone(text)?.name ?? text;
  return true;
};

/**
 * Teaches the server the contract's schemas. Query strings are read as numbers and booleans (`"20"` is 20) and get
 * defaults; bodies are taken as they are.
 *
 * What is judged first is whether there is any problem, which stops at one; all of them are looked for only in a
 * value of few parts. So no refusal costs more than reading what is refused.
 */
export function useContractValidation(server: FastifyInstance): void {
  for (const schema of components().values()) server.addSchema(schema);
  const first = createAjv({ allErrors: false });
  const all = createAjv({ allErrors: true });
  const compile: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
    const findFirst = first.compile(schema);
    let findAll: typeof findFirst | undefined; // compiled when there is something to find
    return (value: unknown) => {
      if (httpPart === 'querystring') readTexts(schema, value as Record<string, unknown>);
      if (findFirst(value)) return { value };
      if (!hasFewParts(value)) return { error: findFirst.errors ?? [] };
      findAll ??= all.compile(schema);
      findAll(value);
      return { error: findAll.errors ?? [] };
    };
  };
  server.setValidatorCompiler(compile as FastifySchemaCompiler<unknown>);
  server.setSchemaErrorFormatter((errors, part) =>
    invalid(...toIssues(errors as ErrorObject[], part === 'querystring' ? 'query' : part)),
  );
}

const wholeNumber = /^-?\d{1,15}$/;
const truths: Readonly<Record<string, boolean>> = { true: true, false: false };

/** Texts of a query become the numbers and booleans that its schema asks for; what is none stays for its refusal. */
function readTexts(
  { properties = {} }: TSchema & { properties?: object },
  query: Record<string, unknown>,
): void {
  for (const [name, { type }] of Object.entries(properties as Record<string, { type?: string }>)) {
    const text = query[name];
    if (typeof text !== 'string') continue;
    if (type === 'integer' && wholeNumber.test(text)) query[name] = Number(text);
    if (type === 'boolean') query[name] = truths[text] ?? text;
  }
}

/** Whether the value, with everything in it, has at most 2,000 parts. */
function hasFewParts(value: unknown): boolean {
  const waiting = [value];
  for (let seen = 0; waiting.length > 0; seen++) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) continue;
    const parts = Object.values(next);
    if (seen + waiting.length + parts.length > fewParts) return false;
    waiting.push(...parts);
  }
  return true;
}

function toIssues(errors: readonly ErrorObject[], part: string): Issue[] {
  return errors.slice(0, maxIssues).map((error) => {
    const path = [part, ...error.instancePath.split('/').slice(1), ...lastStep(error)];
    return {
      path: path.map(unescapePointer).join('.').slice(0, 200).toWellFormed(),
      message: sentence(error),
    };
  });
}

/** Some keywords are about a property that the pointer does not name. */
function lastStep({ keyword, params, propertyName }: ErrorObject): string[] {
  if (keyword === 'required') return [params.missingProperty];
  if (keyword === 'additionalProperties') return [params.additionalProperty];
  return propertyName === undefined ? [] : [propertyName];
}

// RFC 6901 section 4
const unescapePointer = (step: string) => step.replaceAll('~1', '/').replaceAll('~0', '~');

function sentence({ keyword, params, message }: ErrorObject): string {
  if (keyword === 'format') return formats[params.format]?.sentence ?? 'has the wrong form';
  if (keyword === 'required') return 'is required';
  if (keyword === 'additionalProperties') return 'is not a field that exists here';
  if (keyword === 'enum')
    return `must be one of ${params.allowedValues.map((value: unknown) => JSON.stringify(value)).join(', ')}`;
  return message ?? 'has the wrong form';
}
