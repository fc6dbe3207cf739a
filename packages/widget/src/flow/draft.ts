/** What the visitor has typed, and whether it can be sent. */

import { limits } from './limits.generated.ts';

export interface DraftPerson {
  readonly name: string;
  readonly email: string;
}

export interface Draft {
  /** The invitee first, then whom they bring. Never empty. */
  readonly people: readonly DraftPerson[];
  /** Notes of a booking, or the reason of a move. */
  readonly notes: string;
}

export const emptyDraft: Draft = { people: [{ name: '', email: '' }], notes: '' };

export type FieldProblem = 'nameMissing' | 'guestNameMissing' | 'emailInvalid' | 'emailTwice';
/** By field: `name-0`, `email-0`, `name-1`, … */
export type FieldProblems = Readonly<Record<string, FieldProblem>>;

/** Every field that the API would refuse. */
export function checkDraft({ people }: Draft): FieldProblems {
  const problems: Record<string, FieldProblem> = {};
  const seen = new Set<string>();
  people.forEach(({ name, email }, index) => {
    const address = email.trim().toLowerCase();
    if (name.trim() === '') problems[`name-${index}`] = missingName(index);
    if (!isEmail(address)) problems[`email-${index}`] = 'emailInvalid';
    else if (seen.has(address)) problems[`email-${index}`] = 'emailTwice';
    seen.add(address);
  });
  return problems;
}

const missingName = (index: number) => (index === 0 ? 'nameMissing' : 'guestNameMissing');

/** One `@`, something before it and a domain with a dot after it; the API has the last word. */
const isEmail = (address: string) =>
  address.length <= limits.email && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(address);

/** The fields that the API refused, by the paths of its issues (`body.attendees.1.email`, `body.invitee_email`). */
export function fieldProblemsOf(details: Readonly<Record<string, unknown>>): FieldProblems {
  const problems: Record<string, FieldProblem> = {};
  const issues = Array.isArray(details.issues) ? details.issues : [];
  for (const issue of issues) {
    const path = typeof issue?.path === 'string' ? issue.path : '';
    const index = /attendees\D+(\d+)/.exec(path)?.[1] ?? '0';
    if (/name$/.test(path)) problems[`name-${index}`] = missingName(Number(index));
    if (/email$/.test(path)) problems[`email-${index}`] = 'emailInvalid';
  }
  return problems;
}
