import { examplePassword } from '@astrocal/contract';
import { describe, expect, test } from 'vitest';
import { createPasswords, requireGoodPassword } from './passwords.ts';

/** By the reference implementation's bindings, with a salt of theirs. */
const elsewhere =
  '$argon2id$v=19$m=19456,t=2,p=1$g7a2yWhNrfqclybV0nUbsw$fBM+qU99ByRtKVQkL2+AEZBJ7Kw4HtON7ESujtGYEm8';

const problemOf = (password: string): unknown => {
  try {
    requireGoodPassword('body.password', password);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a new password', () => {
  test.each(['correct horse', 'пароль и ещё', '🐎🐎🐎🐎🐎🐎🐎🐎', '        '])('may be %o', (password) => {
    expect(problemOf(password)).toBeNull();
  });

  test.each([
    ['', 'at least 8 characters'],
    ['1234567', 'at least 8 characters'],
    ['🐎🐎🐎🐎', 'at least 8 characters'],
    ['password', 'commonest'],
    ['Password', 'commonest'],
    ['iloveyou', 'commonest'],
    // Full-width letters are the same characters to whoever guesses.
    ['ｐａｓｓｗｏｒｄ', 'commonest'],
  ])('is not %o', (password, problem) => {
    expect(problemOf(password)).toContain(problem);
  });
});

describe('hashing', () => {
  test('knows a password in every way of typing it, and no other', async () => {
    const { hash, verify } = createPasswords();
    const kept = await hash('Ångström, zwölf');
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verify(kept, 'A\u030angstro\u0308m, zwo\u0308lf')).toBe(true);
    expect(await verify(kept, 'Angstrom, zwolf')).toBe(false);
    expect(await verify(null, 'nobody')).toBe(false);
    expect(await verify('', 'Angstrom, zwolf')).toBe(false);
  });

  test('knows what another maker of Argon2id has hashed', async () => {
    const { verify } = createPasswords();
    expect(await verify(elsewhere, examplePassword)).toBe(true);
    expect(await verify(elsewhere, `${examplePassword}.`)).toBe(false);
  });

  test('lets 32 wait and refuses further ones, until there is room', async () => {
    const passwords = createPasswords();
    const all = await Promise.allSettled(Array.from({ length: 60 }, () => passwords.hash('correct horse')));
    const refused = all.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(60 - 2 - 32);
    for (const each of refused) expect(each).toMatchObject({ reason: { code: 'unavailable' } });
    expect(await passwords.hash('correct horse')).toMatch(/^\$argon2id/);
  });
});
