import { describe, expect, test } from 'vitest';
import { everywhere } from '../../src/db/everywhere.ts';
import { placeStatements } from './statement-place.ts';

const placeOf = placeStatements(['organizations', 'bookings', 'events']);
const organizationId = 'org_01jz5x8k3mqv7e2n4r6t8w9y0a';
const other = 'org_01jz5x8k3mqv7e2n4r6t8w9y0b';

describe('a statement belongs', () => {
  test.each([
    ['to the organization among its parameters', 'select * from bookings where organization_id = $1'],
    ['to the one in an array', 'select * from "bookings" where organization_id = any($1)'],
  ])('%s', (_, text) => {
    expect(placeOf(text, [organizationId, 'x'])).toEqual({ kind: 'organization', organizationId });
    expect(placeOf(text, [[organizationId], organizationId])).toEqual({
      kind: 'organization',
      organizationId,
    });
  });

  test.each([
    'select * from organization_directory where name = $1',
    "insert into pgboss.job (name, data) values ('events', $1)",
    'select taken from rate_limit_windows where scope = $1',
    'select 1',
  ])('to the first database: %s', (text) => {
    expect(placeOf(text, [organizationId]).kind).toBe('home');
  });

  test.each([
    'select pg_advisory_xact_lock($1)',
    "select set_config('lock_timeout', $1, true)",
    'savepoint a',
  ])('to the connection: %s', (text) => expect(placeOf(text, []).kind).toBe('session'));

  test('to all, where it says so', () => {
    expect(placeOf(`select ${everywhere} organization_id from bookings`, []).kind).toBe('everywhere');
  });

  test.each([
    ['names no organization', 'select * from bookings where id = $1', ['bkg_1']],
    ['names none', 'update events set number = 1', []],
    ['meets several', 'select * from bookings where organization_id = any($1)', [[organizationId, other]]],
    ['names a scope alone', 'select * from bookings where id = $1', [`${organizationId}:test`]],
  ])('nowhere when it %s', (_, text, values) => {
    expect(placeOf(text, values).kind).toBe('fault');
  });
});
