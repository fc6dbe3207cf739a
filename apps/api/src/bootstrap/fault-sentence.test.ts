import { expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { faultSentence } from './fault-sentence.ts';

// What real faults look like, and what is said of them, is in test/start/mistakes.test.ts.

const onPostgres = readConfig({ DATABASE_URL: 'postgres://astrocal:hunter2@db.internal:5433/bookings' });
const embedded = readConfig({ PORT: '80' });
const systemError = (fields: object) => Object.assign(new Error('EFAULT'), fields);

test('a name with several addresses fails with the error of the first', () => {
  const refused = (port: number) =>
    systemError({ code: 'ECONNREFUSED', message: `connect ECONNREFUSED ::${port}` });
  const sentence = faultSentence(new AggregateError([refused(1), refused(2)]), onPostgres);
  expect(sentence).toBe(
    'PostgreSQL at db.internal:5433/bookings, where DATABASE_URL points, does not answer: connect ECONNREFUSED ::1.',
  );
});

test('a refused password is told without it', () => {
  const message = 'password authentication failed for user "astrocal"';
  const error = systemError({ code: '28P01', severity: 'FATAL', message });
  expect(faultSentence(error, onPostgres)).toBe(
    `PostgreSQL at db.internal:5433/bookings refuses the user of DATABASE_URL: ${message}.`,
  );
});

test('a database on a unix socket is told by its folder', () => {
  const config = readConfig({ DATABASE_URL: 'postgres://astrocal@/bookings?host=%2Frun%2Fpostgresql' });
  const error = systemError({ code: 'ENOENT', syscall: 'connect', message: 'connect ENOENT' });
  expect(faultSentence(error, config)).toContain('PostgreSQL at /run/postgresql/bookings, where');
});

test('a port that needs more rights', () => {
  const error = systemError({ code: 'EACCES', syscall: 'listen' });
  expect(faultSentence(error, embedded)).toBe('This user may not open port 80. Set PORT to one above 1023.');
});

test('what nobody foresaw says its own sentence and its cause', () => {
  const error = new Error('Migration 0002 failed.', { cause: new Error('no space left') });
  expect(faultSentence(error, onPostgres)).toBe('Migration 0002 failed.\nBecause: no space left');
  expect(faultSentence(error, undefined)).toBe('Migration 0002 failed.\nBecause: no space left');
});
