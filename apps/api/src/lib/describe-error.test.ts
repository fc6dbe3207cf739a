import { describe, expect, test } from 'vitest';
import { describeError } from './describe-error.ts';

const told = (error: unknown) => JSON.stringify(describeError(error));
const databaseError = (fields: object) =>
  Object.assign(new Error('a message'), {
    code: '23505',
    severity: 'ERROR',
    constraint: 'people_email_key',
    detail: 'Key (email)=(planted) already exists.',
    where: 'COPY people, line 1: "planted"',
    hint: 'planted',
    internalQuery: `select 'planted'`,
    params: ['planted'],
    ...fields,
  });

describe('an error in the log', () => {
  test('of the database keeps its code and constraint, not what it says about values', () => {
    expect(describeError(databaseError({}))).toMatchObject({
      type: 'Error',
      message: 'a message',
      code: '23505',
      constraint: 'people_email_key',
    });
    expect(told(databaseError({}))).not.toContain('planted');
  });

  test('keeps nothing that a library hung on it', () => {
    const error = Object.assign(new Error('x'), {
      request: { headers: { authorization: 'planted' } },
      body: 'planted',
    });
    expect(told(error)).not.toContain('planted');
  });

  test('about a value does not quote the value, in its stack neither', () => {
    const error = databaseError({ code: '22007' });
    error.message = 'invalid input syntax for type timestamp: "planted"';
    error.stack = `error: ${error.message}\n    at Parser`;
    expect(describeError(error)).toMatchObject({
      message: 'invalid input syntax for type timestamp: "[redacted]"',
    });
    expect(told(error)).not.toContain('planted');
    error.code = '42P01'; // about a table: the quoted name is what one looks for
    expect(told(error)).toContain('planted');
  });

  test('is told with its causes and the errors that it gathers, each as carefully', () => {
    const outer = new Error('outer', {
      cause: new AggregateError([databaseError({ code: '40001' })], 'several'),
    });
    expect(describeError(outer)).toMatchObject({
      cause: { message: 'several', errors: [{ code: '40001' }] },
    });
    expect(told(outer)).not.toContain('planted');
  });

  test('that is its own cause ends', () => {
    const error = new Error('round');
    error.cause = error;
    expect(told(error).match(/"message":"round"/g)).toHaveLength(5);
  });

  test('that is no error is told by its kind, never by what it holds', () => {
    expect(describeError('a sentence')).toBe('a sentence');
    expect(describeError({ key: 'planted' })).toBe('A thrown object');
    expect(describeError(undefined)).toBe('A thrown undefined');
  });
});
