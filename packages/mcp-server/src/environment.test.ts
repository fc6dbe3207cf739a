import { expect, test } from 'vitest';
import { EnvironmentError, readEnvironment } from './environment.ts';

const ASTROCAL_API_KEY = `ac_live_${'a-B_9'.repeat(8)}`;

test('what is set is read, and blanks count as unset', () => {
  expect(
    readEnvironment({
      ASTROCAL_API_KEY: ` ${ASTROCAL_API_KEY}\n`,
      ASTROCAL_API_URL: '',
      ASTROCAL_DEFAULT_EVENT_TYPE_ID: ' evt_1 ',
    }),
  ).toEqual({
    apiKey: ASTROCAL_API_KEY,
    apiUrl: undefined,
    defaultEventTypeId: 'evt_1',
  });
  expect(
    readEnvironment({ ASTROCAL_API_KEY, ASTROCAL_API_URL: 'https://book.example.com/path/' }).apiUrl,
  ).toBe('https://book.example.com/path/');
});

test('every mistake is told at once', () => {
  expect(() => readEnvironment({ ASTROCAL_API_URL: 'ftp://x' })).toThrow(EnvironmentError);
  expect(() => readEnvironment({ ASTROCAL_API_URL: 'ftp://x' })).toThrow(
    /ASTROCAL_API_KEY is required.*\n.*ASTROCAL_API_URL must be/,
  );
});

test.each([
  [{ ASTROCAL_API_KEY: ' ' }, 'ASTROCAL_API_KEY is required'],
  [{ ASTROCAL_API_KEY: 'sk-something-else' }, 'ASTROCAL_API_KEY is not an API key'],
  [{ ASTROCAL_API_KEY: ASTROCAL_API_KEY.slice(0, 20) }, 'Was it copied whole?'],
  [{ ASTROCAL_API_KEY, ASTROCAL_API_URL: 'localhost:3000' }, 'ASTROCAL_API_URL must be the http(s) address'],
  [{ ASTROCAL_API_KEY, ASTROCAL_API_URL: 'https://me:secret@book.example.com' }, 'ASTROCAL_API_URL must be'],
  [{ ASTROCAL_API_KEY, ASTROCAL_API_URL: 'https://book.example.com/v1' }, 'without /v1'],
])('%j is a mistake, whose sentence repeats no secret', (env, sentence) => {
  const read = () => readEnvironment(env);
  expect(read).toThrow(sentence);
  expect(read).not.toThrow(/something-else|secret@|a-B_9/);
});
