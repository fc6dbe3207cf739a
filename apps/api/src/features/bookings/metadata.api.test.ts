import { expect, test } from 'vitest';
import { alex, refusalOf, useOrganization } from '../../../test/harness/organization.ts';

const scene = useOrganization();
const nine = '2026-06-02T09:00:00Z';

/** What somebody may well keep there, and what a cleaner of texts would change. */
const texts = [
  ' two spaces before, one behind and a tab\t',
  'one\r\ntwo\rthree\u2028four',
  'a\u202eb\u200bc\ufeffd\u{e0041}',
  '\u0001\u0007\u007f\u009f',
  'e\u0301 and \u00e9 are two',
  '',
  ' ',
  '9007199254740993',
  '0x10',
  'true',
  '{"json": ["\\u0000"]}',
  '%20+&=[]',
];
const numbers = [0, -1, 0.1, -2.5e-7, 1.5, 9_007_199_254_740_991, -9_007_199_254_740_991];

async function found(name: string, value: string): Promise<string[]> {
  const query = new URLSearchParams({ [`metadata[${name}]`]: value });
  const { body } = await scene.org.call('GET', `/v1/bookings?${query}`);
  return body.data.map(({ id }: { id: string }) => id);
}

test('metadata is stored as it was sent, and found by what was sent', async () => {
  const { id } = await scene.org.eventType({ slot_interval_minutes: 5 });
  const metadata: Record<string, string | number | boolean> = { yes: true, no: false };
  for (const [i, text] of texts.entries()) metadata[`text ${i}`] = text;
  for (const [i, number] of numbers.entries()) metadata[`number ${i}`] = number;
  for (const name of [' a\u202e', '\t', 'a][b', 'Ünï 🙂', '"\\']) metadata[name] = `of ${name}`;
  const booking = await scene.org.booked(id, nine, { ...alex, metadata });
  await scene.org.booked(id, '2026-06-02T10:00:00Z', { ...alex, metadata: { 'text 8': 16, yes: 'no' } });
  expect(booking.metadata).toEqual(metadata);
  expect((await scene.org.call('GET', `/v1/bookings/${booking.id}`)).body.metadata).toEqual(metadata);
  const [created] = await scene.org.events();
  expect(created.data.metadata).toEqual(metadata);
  for (const [name, value] of Object.entries(metadata))
    expect([name, await found(name, String(value))]).toEqual([name, [booking.id]]);
  for (const [i, text] of texts.entries()) expect(await found(`text ${i}`, `${text} `)).toEqual([]);
});

test.each([
  ['9007199254740992', 'must be <= 9007199254740991'],
  ['9007199254740993', 'must be <= 9007199254740991'],
  ['-9007199254740992', 'must be >= -9007199254740991'],
  ['1e16', 'must be <= 9007199254740991'],
])('a whole number that JSON would change is refused: %s', async (number, why) => {
  const { id } = await scene.org.eventType();
  const answer = await scene.api.server.inject({
    method: 'POST',
    url: '/v1/bookings',
    headers: { authorization: `Bearer ${scene.org.testKey}`, 'content-type': 'application/json' },
    payload: `{"event_type_id":"${id}","start_time":"${nine}","invitee_name":"Alex","invitee_email":"alex@example.com","metadata":{"order":${number}}}`,
  });
  expect(answer.statusCode).toBe(400);
  expect(answer.json().error.details.issues).toEqual([{ path: 'body.metadata.order', message: why }]);
});

test.each([{ order: 'a\u0000b' }, { 'a\u0000b': 1 }, { order: 'half \ud800' }])(
  'what no database text can hold is refused: %j',
  async (metadata) => {
    const { id } = await scene.org.eventType();
    expect(refusalOf(await scene.org.book(id, nine, { ...alex, metadata })).slice(0, 2)).toEqual([
      400,
      'validation_error',
    ]);
  },
);
