import { expect, it } from 'vitest';
import { mailboxOf } from './mailbox.ts';

it.each([
  ['jo@exämple.com', 'jo@xn--exmple-cua.com'],
  ['Jo@EXÄMPLE.com', 'jo@xn--exmple-cua.com'],
  ['Jo@Example.com', 'jo@example.com'],
])('%s and %s are one mailbox', (one, other) => expect(mailboxOf(one)).toBe(mailboxOf(other)));

it.each([
  ['jo@example.com', 'jo+1@example.com'],
  ['a%b@example.com', 'a%25b@example.com'],
  ['jo@1.2.com', 'jo@1.2'],
])('%s and %s are not', (one, other) => expect(mailboxOf(one)).not.toBe(mailboxOf(other)));
