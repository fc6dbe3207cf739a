import { ErrorAnswer, errorCatalogue, errorsOf, type Operation } from '@astrocal/contract';
import { Ajv, type ValidateFunction } from 'ajv';
import { formats } from '../../src/http/formats.ts';
import type { TestAnswer } from '../harness/api.ts';
import { resolve } from './example-request.ts';

const ajv = new Ajv({
  strict: false,
  allErrors: true,
  formats: Object.fromEntries(Object.entries(formats).map(([name, { validate }]) => [name, validate])),
});

/** The schema with its components in place, every object of which holds the fields that are named and no other. */
export function exact(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(exact);
  if (typeof schema !== 'object' || schema === null) return schema;
  if ('$ref' in schema) return exact(resolve(schema));
  const copy = Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => key !== '$id')
      .map(([key, value]) => [key, exact(value)]),
  );
  return 'properties' in copy && !('additionalProperties' in copy)
    ? { ...copy, additionalProperties: false }
    : copy;
}

/** Compiles a schema of the contract so that fields it does not name are refused, at any depth. */
function compileExact(schema: unknown): ValidateFunction {
  return ajv.compile(exact(schema) as object);
}

const compiled = new Map<unknown, ValidateFunction>();

function problemsWith(schema: unknown, value: unknown, what: string): string[] {
  const validate = compiled.get(schema) ?? compileExact(schema);
  compiled.set(schema, validate);
  if (validate(value)) return [];
  return [`${what} is not of its schema: ${ajv.errorsText(validate.errors)}: ${JSON.stringify(value)}`];
}

/**
 * What is wrong with an answer of the operation, by its contract alone: nothing, for a right one. `op` is null
 * where no operation was reached.
 */
export function problemsOf(op: Operation | null, { status, headers, body }: TestAnswer): string[] {
  const problems: string[] = [];
  if (!/^req_[0-9a-z]{26}$/.test(String(headers['request-id'] ?? ''))) problems.push('has no Request-Id');
  if (status >= 500) problems.push(`has status ${status}`);
  const answer = op?.answers[status];
  if (answer) {
    if (!answer.body)
      return body === undefined ? problems : [...problems, 'has a body where none is promised'];
    return [...problems, ...problemsWith(answer.body, body, 'The answer')];
  }
  problems.push(...problemsWith(ErrorAnswer, body, 'The error'));
  if (problems.length > 0) return problems;
  const { code, request_id, doc_url, details } = body.error as {
    code: keyof typeof errorCatalogue;
    request_id: string;
    doc_url: string;
    details?: { issues?: unknown[] };
  };
  if (errorCatalogue[code].status !== status) problems.push(`has status ${status} with the code ${code}`);
  if (op && !errorsOf(op).includes(code))
    problems.push(`${op.operationId} does not promise the code ${code}`);
  if (request_id !== headers['request-id']) problems.push('names another request id than its header');
  if (!doc_url.endsWith(`/docs/errors#${code}`)) problems.push(`leads to ${doc_url}`);
  if (code === 'validation_error' && !details?.issues?.length) problems.push('lists no issue');
  return problems;
}
