import { components } from '@astrocal/contract';
import { findZone } from '@astrocal/scheduling';
import { Ajv, type ErrorObject, type SchemaValidateFunction } from 'ajv';
import type { FastifyInstance, FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { type Issue, invalid } from '../lib/api-error.ts';
import { formats } from './formats.ts';

const maxIssues = 20;

function createAjv(coerceTypes: boolean): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    coerceTypes,
    useDefaults: true,
    // The default of fastify drops unknown fields in silence; here a typo is an error.
    removeAdditional: false,
    strict: false,
    // `1e400` in a body is no number. In a query it is coerced first, and strict numbers would then skip its bounds.
    strictNumbers: !coerceTypes,
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
 * Teaches the server the contract's schemas. Query strings are coerced (`"20"` is 20) and get defaults;
 * bodies are taken as they are: a `"30"` is not 30 (docs/errors.md).
 */
export function useContractValidation(server: FastifyInstance): void {
  for (const schema of components().values()) server.addSchema(schema);
  const query = createAjv(true);
  const body = createAjv(false);
  const compile: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) =>
    (httpPart === 'querystring' ? query : body).compile(schema);
  server.setValidatorCompiler(compile);
  server.setSchemaErrorFormatter((errors, part) =>
    invalid(...toIssues(errors as ErrorObject[], part === 'querystring' ? 'query' : part)),
  );
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
