import { expect, it } from 'vitest';
import { apiUrlOf } from './script-address.ts';

it.each([
  ['https://book.example.com/widget/v1/astrocal.js', 'https://book.example.com'],
  ['https://book.example.com/widget/v1/astrocal.js?v=1#x', 'https://book.example.com'],
  ['https://example.com/scheduling/widget/v1/astrocal.js', 'https://example.com/scheduling'],
  ['http://127.0.0.1:3000/astrocal.js', 'http://127.0.0.1:3000'],
  ['blob:https://example.com/1', null],
  ['', null],
])('a script at %j belongs to the API at %j', (source, apiUrl) => expect(apiUrlOf(source)).toBe(apiUrl));
