import type { GuardedOperation } from '@astrocal/contract';
import { operations } from '@astrocal/contract';
import type { FastifyRequest } from 'fastify';
import { describe, expect, test } from 'vitest';
import type { Insider, KeyPrincipal, MemberPrincipal } from '../lib/principal.ts';
import { authenticate } from './authenticate.ts';
import type { FailureGuard } from './failure-guard.ts';

const holder: KeyPrincipal = {
  kind: 'key',
  id: 'key_a',
  permissions: null,
  expiresAt: null,
  organizationId: 'org_a',
  isTest: true,
  plan: null,
};
/** Of a role that has nothing. */
const idle = { ...holder, kind: 'member', role: 'nothing' } as unknown as MemberPrincipal;
const holders = new Map<string, Insider>([
  ['ac_key', holder],
  ['ac_idle', idle],
]);

const guard: FailureGuard = { admit: () => undefined, failed: async (_request, refusal) => refusal };
const findKeyHolder = async (key: string) => (holders.get(key) ?? null) as KeyPrincipal | null;

const come = (operation: GuardedOperation, authorization?: string, token?: string) =>
  authenticate({ headers: { authorization }, query: { token } } as unknown as FastifyRequest, operation, {
    findKeyHolder,
    findSession: async () => null,
    findEmbedSession: async () => null,
    guard,
    publicUrl: 'https://astrocal.test',
  });
const code = (expected: string) => expect.objectContaining({ code: expected });

const { listBookings: forKeys, createBooking: forAnyone, cancelBooking: forTokens } = operations;
const anyone = { kind: 'public', id: null };

describe.each([forKeys, forAnyone, forTokens])('$operationId', (operation) => {
  test('knows the holder of a key', async () => {
    expect(await come(operation, 'Bearer ac_key')).toBe(holder);
    expect(await come(operation, 'Bearer ac_key', 'secret')).toBe(holder);
  });

  test('refuses a key that nobody holds, and a role without its permission', async () => {
    await expect(come(operation, 'Bearer ac_unknown')).rejects.toEqual(code('unauthorized'));
    await expect(come(operation, 'Basic ac_key')).rejects.toEqual(code('unauthorized'));
    await expect(come(operation, 'Bearer ac_idle')).rejects.toEqual(code('forbidden'));
  });
});

test('an operation for keys is for nobody else', async () => {
  await expect(come(forKeys)).rejects.toEqual(code('unauthorized'));
  await expect(come(forKeys, undefined, 'secret')).rejects.toEqual(code('unauthorized'));
  await expect(come(forKeys, 'Bearer')).rejects.toEqual(code('unauthorized'));
});

test('a token counts where an operation takes one', async () => {
  expect(await come(forTokens, undefined, 'secret')).toEqual({ kind: 'token', id: null, token: 'secret' });
  expect(await come(forTokens)).toEqual(anyone);
  expect(await come(forAnyone, undefined, 'secret')).toEqual(anyone);
});
