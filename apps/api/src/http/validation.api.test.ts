import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApi, type TestAnswer, type TestApi } from '../../test/harness/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
});
afterAll(() => api.close());

const post = (path: string, body: unknown) => api.call('POST', path, { key: api.own.testKey, body });
const get = (path: string) => api.call('GET', path, { key: api.own.testKey });
const pathsOf = ({ body }: TestAnswer): string[] =>
  (body.error?.details?.issues ?? []).map(({ path }: { path: string }) => path);

const eventType = { title: 'A meeting', slug: 'a-meeting', duration_minutes: 30 };
const booking = () => ({
  event_type_id: api.own.testEventTypeId,
  start_time: '2026-06-08T09:00:00Z',
  invitee_name: 'Alex Johnson',
  invitee_email: 'alex@example.com',
});

describe('issues', () => {
  test('every problem is listed with its path, at any depth', async () => {
    const answer = await post('/v1/bookings', {
      start_time: 'tomorrow',
      attendees: [
        { name: '', email: 'alex@example.com' },
        { name: 'Kim', email: 'kim', age: 3 },
      ],
      metadata: { nested: {} },
      note: 'a typo',
    });
    expect(answer.status).toBe(400);
    expect(pathsOf(answer).sort()).toEqual([
      'body.attendees.0.name',
      'body.attendees.1.age',
      'body.attendees.1.email',
      'body.event_type_id',
      'body.metadata.nested',
      'body.note',
      'body.start_time',
    ]);
  });

  test('each says what is wrong in words', async () => {
    const { body } = await post('/v1/bookings', { start_time: 'tomorrow', note: 1 });
    expect(body.error.details.issues).toEqual(
      expect.arrayContaining([
        {
          path: 'body.start_time',
          message: 'must be an ISO 8601 date and time with an offset, such as 2026-06-15T14:00:00Z',
        },
        { path: 'body.note', message: 'is not a field that exists here' },
        { path: 'body.event_type_id', message: 'is required' },
      ]),
    );
    expect(body.error.message).toMatch(/ \(and 2 more\)$/);
  });

  test('names of fields that hold slashes and tildes are told as they were sent', async () => {
    const answer = await post('/v1/bookings', { ...booking(), metadata: { 'a/b~c': {} } });
    expect(pathsOf(answer)).toEqual(['body.metadata.a/b~c']);
  });

  test('a flood of problems is cut, and so is a long name', async () => {
    const flood = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`field${i}`, 1]));
    expect(pathsOf(await post('/v1/event-types', { ...eventType, ...flood })).length).toBe(20);
    const long = pathsOf(await post('/v1/event-types', { ...eventType, ['👩'.repeat(2000)]: 1 }))[0] ?? '';
    expect(long.length).toBeLessThanOrEqual(200);
    expect(long.isWellFormed()).toBe(true);
  });
});

describe('unknown names', () => {
  test.each([
    ['POST', '/v1/event-types', { ...eventType, active: false }],
    ['POST', '/v1/api-keys', { name: 'Website', scope: 'all' }],
    ['POST', '/v1/bookings/bkg_x/cancel', { why: 'x' }],
    ['PATCH', '/v1/event-types/evt_x', { colour: '#000000' }],
    ['PUT', '/v1/event-types/evt_x/availability', { timezone: 'UTC', rules: [], override: [] }],
  ])('%s %s refuses a field that it does not know', async (method, path, body) => {
    const answer = await api.call(method, path, { key: api.own.testKey, body });
    expect([answer.status, pathsOf(answer)]).toEqual([400, [expect.stringMatching(/^body\.\w+$/)]]);
  });

  test('a query parameter that nobody knows is ignored', async () => {
    expect((await get('/v1/event-types?colour=red&__proto__=x&constructor[a]=b')).status).toBe(200);
  });
});

describe('coercion', () => {
  test('query strings are numbers and booleans where the contract says so', async () => {
    expect((await get('/v1/event-types?limit=1&active=true')).body.data).toHaveLength(1);
    expect((await get('/v1/event-types?limit=1&active=false')).body.data).toHaveLength(0);
  });

  test.each([
    'limit=x',
    'limit=1.5',
    'limit=',
    'limit=Infinity',
    'limit=-Infinity',
    'limit=NaN',
    'limit=1&limit=2',
  ])('%s is 400', async (query) => {
    expect(pathsOf(await get(`/v1/event-types?${query}`))).toEqual(['query.limit']);
  });

  test.each([
    ['duration_minutes', '30'],
    ['duration_minutes', [30]],
    ['duration_minutes', true],
    ['duration_minutes', null],
    ['duration_minutes', 30.5],
    ['title', 1],
    ['title', ['A meeting']],
    ['waitlist_enabled', 'true'],
    ['waitlist_enabled', 1],
    ['reminder_intervals', 60],
    ['reminder_intervals', '60'],
    ['color', null],
  ])('a body is taken as it is: %s %j is 400', async (field, value) => {
    const answer = await post('/v1/event-types', { ...eventType, [field]: value });
    expect([answer.status, pathsOf(answer)]).toEqual([400, [`body.${field}`]]);
  });

  test('a number that no double can hold is no number', async () => {
    const { statusCode, body } = await api.server.inject({
      method: 'POST',
      url: '/v1/event-types',
      headers: { authorization: `Bearer ${api.own.testKey}`, 'content-type': 'application/json' },
      payload: '{"title":"A meeting","slug":"a-meeting","duration_minutes":1e400}',
    });
    expect([statusCode, JSON.parse(body).error.details.issues[0].path]).toEqual([
      400,
      'body.duration_minutes',
    ]);
  });
});

describe('hygiene of texts', () => {
  const hostile = 'A\u202ele\u0007x\r\nJohn\u0000son'.replace('\u0000', '\u009f');

  test('controls and marks of direction are taken out of names; line breaks become spaces', async () => {
    const { status, body } = await post('/v1/bookings', {
      ...booking(),
      start_time: '2026-06-08T10:00:00Z',
      invitee_name: ` ${hostile} `,
    });
    expect([status, body.invitee_name, body.attendees[0].name]).toEqual([
      201,
      'Alex Johnson',
      'Alex Johnson',
    ]);
  });

  test('notes keep their line breaks and lose everything else that is invisible', async () => {
    const { body } = await post('/v1/bookings', {
      ...booking(),
      start_time: '2026-06-08T11:00:00Z',
      notes: 'One\r\nTwo\rThree\n\u2066Four\u2069\u0007\ufeff',
    });
    expect(body.notes).toBe('One\nTwo\nThree\nFour');
  });

  test('what is stored is clean, too: an event type by its title, description and location', async () => {
    const { body } = await post('/v1/event-types', {
      ...eventType,
      title: '\u200fA\tmeeting',
      description: 'One\r\nTwo\u0008',
      location: 'Room\u2028 \u061c1',
    });
    expect(body).toMatchObject({ title: 'A meeting', description: 'One\nTwo' });
    expect(body.location).not.toContain('\u061c');
  });

  test.each([' ', '\u202e', '\u0007\t\n'])('a name of nothing visible (%j) is 400', async (invitee_name) => {
    const answer = await post('/v1/bookings', { ...booking(), invitee_name });
    expect([answer.status, pathsOf(answer)]).toEqual([400, ['body.invitee_name']]);
  });

  test.each([
    'alex@example.com\r\nBcc: eve@example.com',
    'alex@example.com\u0000',
    'alex@exa\u0007mple.com',
    'alex\u202e@example.com',
    'alex@example.com,eve@example.com',
    'alex;eve@example.com',
    'alex,eve@example.com',
    'Alex <alex@example.com>',
    '<alex@example.com>',
    '"alex johnson"@example.com',
    'alex@[127.0.0.1]',
    'alex@example..com',
    'alex@example',
    'alex@.com',
    'alex@com.',
    'alex',
    '@example.com',
    'alex@@example.com',
    `${'a'.repeat(65)}@example.com`,
    `alex@${'a.'.repeat(130)}com`,
  ])('the address %j is 400', async (invitee_email) => {
    const answer = await post('/v1/bookings', { ...booking(), invitee_email });
    expect(answer.status).toBe(400);
    if (!invitee_email.includes('\u0000'))
      expect(new Set(pathsOf(answer))).toEqual(new Set(['body.invitee_email']));
  });

  test.each(["alex.o'neill+tag@mail.example.co.uk", 'jörg@bücher.example', 'مرحبا@مثال.إختبار'])(
    'the address %s is kept as it is',
    async (invitee_email) => {
      const hour = 12 + (invitee_email.length % 5);
      const { status, body } = await post('/v1/bookings', {
        ...booking(),
        start_time: `2026-06-09T${hour}:00:00Z`,
        invitee_email,
      });
      expect([status, body.invitee_email]).toEqual([201, invitee_email]);
    },
  );
});
