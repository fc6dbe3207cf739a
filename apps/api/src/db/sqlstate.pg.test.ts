import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeOnBothDatabases } from '../../test/harness/databases.ts';
import type { Database } from './database.ts';
import { constraintOf, isRetryable, isUnavailable, sqlState, sqlstate } from './sqlstate.ts';

describeOnBothDatabases('errors of the database', (open) => {
  let database: Database;
  beforeAll(async () => {
    ({ database } = await open());
    await sql`
      create table seats (
        id int constraint seats_pkey primary key,
        taken int not null constraint seats_not_overfull check (taken <= 3),
        during tstzrange,
        constraint seats_no_overlap exclude using gist (taken with =, during with &&)
      );
      insert into seats values (1, 0, '[2026-01-01Z, 2026-01-02Z)');
    `.execute(database.db);
  });

  const violations = [
    [sqlstate.uniqueViolation, 'seats_pkey', `insert into seats values (1, 1, null)`],
    [sqlstate.checkViolation, 'seats_not_overfull', `insert into seats values (2, 4, null)`],
    [
      sqlstate.exclusionViolation,
      'seats_no_overlap',
      `insert into seats values (3, 0, '[2026-01-01 12:00Z, 2026-01-03Z)')`,
    ],
  ] as const;

  it.each(violations)('%s names %s', async (state, constraint, statement) => {
    const error = await sql
      .raw(statement)
      .execute(database.db)
      .catch((thrown) => thrown);
    expect([sqlState(error), constraintOf(error)]).toEqual([state, constraint]);
    expect([isRetryable(error), isUnavailable(error)]).toEqual([false, false]);
  });
});

describe('constraintOf', () => {
  const violation = (message: string, code: string = sqlstate.exclusionViolation) =>
    Object.assign(new Error(message), { code, severity: 'ERROR' });

  it.each([
    [
      'conflicting key value violates exclusion constraint "allocations_one_place_102019"',
      'allocations_one_place',
    ],
    ['duplicate key value violates unique constraint "members_pkey"', 'members_pkey'],
    [
      'new row for relation "seats" violates check constraint "seats ""not"" overfull"',
      'seats "not" overfull',
    ],
  ])('reads the name from the message of an engine that sends no field: %s', (message, name) => {
    expect(constraintOf(violation(message))).toBe(name);
  });

  it('believes the field before the message', () => {
    const error = Object.assign(violation('… constraint "other_102019"'), { constraint: 'seats_no_overlap' });
    expect(constraintOf(error)).toBe('seats_no_overlap');
  });

  it('finds none in what is no violation', () => {
    expect(constraintOf(violation('there is no constraint "seats"', '42704'))).toBeUndefined();
    expect(constraintOf(new Error('violates check constraint "seats"'))).toBeUndefined();
  });
});

describe('isUnavailable', () => {
  const system = (code: string) => Object.assign(new Error(`connect ${code}`), { code });
  const ofDatabase = (code: string) => Object.assign(new Error('…'), { code, severity: 'FATAL' });

  it.each(['ECONNREFUSED', 'EPIPE', 'ENOENT'])(
    'takes %s of the system for the database being gone',
    (code) => {
      expect(isUnavailable(system(code))).toBe(true);
      expect(sqlState(system(code))).toBeUndefined();
    },
  );
  it.each(['53300', '57P01', '57P03', '08006', '55P03', '25006'])('takes %s of the database', (code) => {
    expect(isUnavailable(ofDatabase(code))).toBe(true);
  });
  it.each(['23505', '42601', '22P02'])('does not take %s: the fault is ours', (code) => {
    expect(isUnavailable(ofDatabase(code))).toBe(false);
  });
  it('takes 08P01 for a mistake of ours, unless a pooler ends the connection with it', () => {
    const violation = (severity: string) => Object.assign(new Error('…'), { code: '08P01', severity });
    expect(['ERROR', 'FATAL'].map((severity) => isUnavailable(violation(severity)))).toEqual([false, true]);
  });
  it('does not take what is no error of the database at all', () => {
    expect([undefined, 'text', new TypeError('x is not a function')].map(isUnavailable)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
