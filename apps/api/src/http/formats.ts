import { findZone, parseDate, parseInstant, parseLocalTime } from '@astrocal/scheduling';

// One address, as SMTP takes it: no spaces, control characters, commas, quotes or brackets.
const email =
  /^[^\s\p{Cc}\p{Cf}@,;:<>()[\]\\"]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}.-]*[\p{L}\p{N}\p{M}])?$/u;

const isEmail = (text: string) => email.test(text) && /\.[^.]+$/.test(text) && !text.includes('..');

const isStartTime = (text: string) => {
  const second = parseLocalTime(text);
  return second !== null && second < 86_400;
};

/** What the formats of the contract's texts accept, each with the sentence for those that it does not. */
export const formats: Readonly<Record<string, { validate(text: string): boolean; sentence: string }>> = {
  'date-time': {
    validate: (text) => parseInstant(text) !== null,
    sentence: 'must be an ISO 8601 date and time with an offset, such as 2026-06-15T14:00:00Z',
  },
  date: {
    validate: (text) => parseDate(text) !== null,
    sentence: 'must be a date that exists, such as 2026-06-15',
  },
  'iana-time-zone': {
    validate: (text) => findZone(text) !== null,
    sentence: 'must be an IANA time zone, such as America/New_York',
  },
  email: { validate: isEmail, sentence: 'must be an e-mail address' },
  'local-time': { validate: isStartTime, sentence: 'must be a wall-clock time from 00:00 to 23:59:59' },
  'local-end-time': {
    validate: (text) => parseLocalTime(text) !== null,
    sentence: 'must be a wall-clock time up to 24:00',
  },
};
