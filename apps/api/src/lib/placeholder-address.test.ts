import { expect, test } from 'vitest';
import { isPlaceholderAddress } from './placeholder-address.ts';

test.each([
  'owner@example.com',
  'Owner@EXAMPLE.com',
  'owner@example.net',
  'owner@example.org',
  'owner@mail.example.com',
  'owner@example.com.',
  '"a@b"@example.com',
])('%s is a placeholder', (address) => expect(isPlaceholderAddress(address)).toBe(true));

test.each([
  'owner@acme.com',
  'example.com@acme.com',
  'owner@notexample.com',
  'owner@example.com.acme.dev',
  'owner@example.co',
  'owner@acme.example',
])('%s is not', (address) => expect(isPlaceholderAddress(address)).toBe(false));
