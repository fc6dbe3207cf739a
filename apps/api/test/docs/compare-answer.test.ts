import { expect, test } from 'vitest';
import { differences } from './compare-answer.ts';
import { readCalls } from './read-page.ts';

const evt = (digit: string) => `evt_${digit.repeat(26)}`;

test.each([
  ['equal values', { a: 1, b: [true, null] }, { a: 1, b: [true, null] }],
  ['another id of the same noun', { id: evt('0') }, { id: evt('1') }],
  [
    'another instant of the record',
    { created_at: '2030-01-01T00:00:00Z' },
    { created_at: '2026-06-01T08:00:00Z' },
  ],
  ['another secret of the same mode', { key: 'ac_test_AAAA…' }, { key: 'ac_test_x0123' }],
  ['the beginning of a list', { data: [1, '…'] }, { data: [1, 2, 3] }],
  ['a part of an object', { a: 1, '…': '…' }, { a: 1, b: 2 }],
])('%s are the same answer', (_what, shown, got) => {
  expect(differences(shown, got)).toEqual([]);
});

test.each([
  ['another value', { a: 1 }, { a: 2 }, 'answer.a: is 2, not 1'],
  ['a field that is missing', { a: 1, b: 2 }, { a: 1 }, 'answer.b: is undefined, not 2'],
  ['a field that is not shown', { a: 1 }, { a: 1, b: 2 }, 'answer.b: is not shown'],
  ['a longer list', [1], [1, 2], 'answer: has 2 items, not 1'],
  [
    'another start',
    { start_time: '2030-06-17T09:00:00Z' },
    { start_time: '2030-06-17T09:30:00Z' },
    'answer.start_time',
  ],
  ['the id of another noun', { id: evt('0') }, { id: evt('1').replace('evt', 'bkg') }, 'answer.id'],
  [
    'a null for an instant',
    { cancelled_at: '2030-01-01T00:00:00Z' },
    { cancelled_at: null },
    'answer.cancelled_at',
  ],
  ['a key of the other mode', { key: 'ac_test_AAAA…' }, { key: 'ac_live_x0123' }, 'answer.key'],
])('%s is another answer', (_what, shown, got, sentence) => {
  expect(differences(shown, got)).toEqual([expect.stringContaining(sentence)]);
});

test('a call without an answer is a mistake of the page', () => {
  expect(() => readCalls('```bash\ncurl "$API/health"\n```\n\nText.\n')).toThrow('line 1 shows no answer');
});

test('an answer tells its status, its headers and what to keep of it', () => {
  const page =
    '```bash\ncurl -i x\n```\n```http ID=id\nHTTP/1.1 201 Created\nIdempotent-Replayed: true\n\n{"id":"a"}\n```\n';
  expect(readCalls(page)[0]?.answer).toEqual({
    status: 201,
    headers: { 'Idempotent-Replayed': 'true' },
    body: { id: 'a' },
    captures: { ID: 'id' },
  });
});
