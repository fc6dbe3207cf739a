import { type Permission, permissions, roles } from '@astrocal/contract';
import { describe, expect, test } from 'vitest';
import { may } from './may.ts';
import {
  anyone,
  type KeyPrincipal,
  type MemberPrincipal,
  type Owner,
  system,
  tokenHolder,
} from './principal.ts';

const own = { organizationId: 'org_a', isTest: true };
const key: KeyPrincipal = {
  kind: 'key',
  id: 'key_a',
  plan: null,
  permissions: null,
  expiresAt: null,
  ...own,
};
const session = { id: 'ses_a', userId: 'usr_a', provenAt: 0, expiresAt: 0 };
const member: MemberPrincipal = { kind: 'member', id: 'mbr_a', role: 'member', plan: null, session, ...own };
const foreign: readonly Owner[] = [
  { ...own, isTest: false },
  { ...own, organizationId: 'org_b' },
  { organizationId: 'org_b', isTest: false },
];

describe.each(Object.keys(permissions) as Permission[])('%s', (permission) => {
  const grantees: readonly string[] = permissions[permission];

  test('is held by a key where its line says so, in its organization and mode alone', () => {
    const holds = grantees.includes('key');
    expect(may(key, permission, null)).toBe(holds);
    expect(may(key, permission, own)).toBe(holds);
    for (const owner of foreign) expect(may(key, permission, owner)).toBe(false);
  });

  test('is held by a key that was given less where that names it', () => {
    const given = (permissions: readonly Permission[]) => may({ ...key, permissions }, permission, own);
    expect(given([permission])).toBe(grantees.includes('key'));
    const others = (Object.keys(permissions) as Permission[]).filter((each) => each !== permission);
    expect(given(others)).toBe(false);
  });

  test.each(roles)('is held by an organization’s %s where its line says so', (role) => {
    const person = { ...member, role };
    const holds = grantees.includes(role);
    const holdsOwn = holds || (role === 'member' && grantees.includes('self'));
    expect(may(person, permission, null)).toBe(holdsOwn);
    expect(may(person, permission, own)).toBe(holds);
    expect(may(person, permission, { ...own, memberIds: ['mbr_b'] })).toBe(holds);
    expect(may(person, permission, { ...own, memberIds: ['mbr_b', 'mbr_a'] })).toBe(holdsOwn);
    for (const owner of foreign)
      expect(may(person, permission, { ...owner, memberIds: ['mbr_a'] })).toBe(false);
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
