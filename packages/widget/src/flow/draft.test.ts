import { describe, expect, it } from 'vitest';
import { checkDraft, fieldProblemsOf } from './draft.ts';

const draft = (...people: [name: string, email: string][]) => ({
  people: people.map(([name, email]) => ({ name, email })),
  notes: '',
});

describe('a draft', () => {
  it('is fine with names and distinct addresses', () => {
    expect(checkDraft(draft(['Zoë', 'zoe@example.com'], ['Kim', 'kim+1@mail.example.co.uk']))).toEqual({});
  });

  it.each([
    '',
    'zoe',
    'zoe@',
    '@example.com',
    'zoe@example',
    'a b@example.com',
    'a@b@c.de',
    'a@example..com',
  ])('is refused with the address %j', (email) =>
    expect(checkDraft(draft(['Zoë', email]))).toEqual({ 'email-0': 'emailInvalid' }),
  );

  it('says what is wrong with each person', () => {
    expect(checkDraft(draft([' ', 'zoe@example.com'], ['Kim', 'ZOE@example.com ']))).toEqual({
      'name-0': 'nameMissing',
      'email-1': 'emailTwice',
    });
  });
});

it('marks the fields that the API refused, one person or several', () => {
  const issues = (...paths: string[]) => ({ issues: paths.map((path) => ({ path, message: '' })) });
  expect(fieldProblemsOf(issues('body.invitee_email'))).toEqual({ 'email-0': 'emailInvalid' });
  expect(fieldProblemsOf(issues('body.attendees.1.name', 'body.attendees.2.email'))).toEqual({
    'name-1': 'guestNameMissing',
    'email-2': 'emailInvalid',
  });
  expect(fieldProblemsOf({})).toEqual({});
});
