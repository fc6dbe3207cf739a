import { type Permission, permissions } from '@astrocal/contract';
import { describe, expect, test } from 'vitest';
import { may } from './may.ts';
import { anyone, type KeyPrincipal, type Owner, system, tokenHolder } from './principal.ts';

const own = { organizationId: 'org_a', isTest: true };
const key: KeyPrincipal = { kind: 'key', id: 'key_a', role: 'admin', plan: null, ...own };
const foreign: readonly Owner[] = [
  { ...own, isTest: false },
  { ...own, organizationId: 'org_b' },
  { organizationId: 'org_b', isTest: false },
];

describe.each(Object.keys(permissions) as Permission[])('%s', (permission) => {
  const grantees: readonly string[] = permissions[permission];

  test('is held by a key in its organization and mode alone', () => {
    expect(may(key, permission, null)).toBe(true);
    expect(may(key, permission, own)).toBe(true);
    for (const owner of foreign) expect(may(key, permission, owner)).toBe(false);
  });

  test('is held by outsiders where its line says so, whoever the owner is', () => {
    for (const owner of [null, own, ...foreign]) {
      expect(may(anyone, permission, owner)).toBe(grantees.includes('public'));
      expect(may(tokenHolder('secret'), permission, owner)).toBe(grantees.includes('token'));
    }
  });

  test('is held by the server itself', () => {
    for (const owner of [null, own, ...foreign]) expect(may(system, permission, owner)).toBe(true);
  });
});
