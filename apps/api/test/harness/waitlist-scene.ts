import { expect } from 'vitest';
import type { TestAnswer } from './api.ts';
import type { TestOrganization } from './organization.ts';

export const kim = {
  invitee_name: 'Kim Lee',
  invitee_email: 'kim@example.com',
  invitee_timezone: 'Asia/Seoul',
};

/** Kim under another address. */
export const numbered = (number: number) => ({ ...kim, invitee_email: `kim-${number}@example.com` });

/** Tries to join the waitlist of an event type, for a start or for any. */
export const join = (
  org: TestOrganization,
  event_type_id: string,
  start_time: string | null,
  fields: object = {},
): Promise<TestAnswer> => org.call('POST', '/v1/waitlist', { event_type_id, start_time, ...kim, ...fields });

/** Joins, and fails unless the entry waits. */
export async function joined(...args: Parameters<typeof join>) {
  const { status, body } = await join(...args);
  expect({ status, body }).toMatchObject({ status: 201, body: { status: 'waiting' } });
  return body;
}

/** The entry as it is now. */
export async function entryOf(org: TestOrganization, { id }: { readonly id: string }) {
  return (await org.call('GET', `/v1/waitlist/${id}`)).body;
}
