import { expect, test } from 'vitest';
import { cookieName, cookiesNamed, setCookie } from './session-cookie.ts';

const tls = 'https://book.example.com';
const plain = 'http://127.0.0.1:3000';

test.each([
  [undefined, []],
  ['', []],
  ['a=b', []],
  ['s=one', ['one']],
  ['a=b; s=one; c=d', ['one']],
  ['s=', ['']],
  ['s=one;s=two', ['one', 'two']],
  ['xs=one; s2=two', []],
  ['s=a=b', ['a=b']],
])('of %o', (header, values) => {
  expect(cookiesNamed('s', header)).toEqual(values);
});

test('over TLS no other name of the domain can set it, and it goes over TLS alone', () => {
  expect(cookieName(tls)).toBe('__Host-astrocal');
  const text = setCookie(tls, { token: 'secret', expiresAt: 91_500 }, 1_000);
  expect(text).toBe('__Host-astrocal=secret; Max-Age=90; Path=/; HttpOnly; SameSite=Lax; Secure');
});

test('over plain http it has another name', () => {
  expect(setCookie(plain, 'none', 0)).toBe('astrocal_session=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax');
});
