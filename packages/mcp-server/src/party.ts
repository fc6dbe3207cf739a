import type { BookingCreate } from '@astrocal/sdk';
import { ToolProblem } from './problem.ts';
import { readZone } from './read-times.ts';

/** Who is to be booked, as tools are told it. */
export interface People {
  readonly invitee_name?: string | undefined;
  readonly invitee_email?: string | undefined;
  readonly zoneName: string;
  /** When they meet, as far as it is known. */
  readonly at: number;
  readonly attendees?:
    | readonly { readonly name: string; readonly email: string; readonly timezone?: string | undefined }[]
    | undefined;
}

type Party = Pick<BookingCreate, 'invitee_name' | 'invitee_email' | 'invitee_timezone' | 'attendees'>;

/**
 * The people of a booking in the form of the API: one invitee, or a list whose first is the invitee. An invitee named
 * beside attendees comes first, and is not counted twice. Throws a Problem where nobody can be booked.
 */
export function readParty({ invitee_name, invitee_email, zoneName, at, attendees = [] }: People): Party {
  const listed = attendees.map(({ name, email, timezone }) => ({
    name,
    email,
    timezone: timezone === undefined ? zoneName : readZone('attendees.timezone', timezone, at).name,
  }));
  if (invitee_name === undefined && invitee_email === undefined && listed.length > 0)
    return { attendees: listed };
  if (invitee_name === undefined || invitee_email === undefined)
    throw new ToolProblem(
      `${invitee_name === undefined ? 'invitee_name' : 'invitee_email'}: is required. Ask the person; never make one up.`,
    );
  const invitee = { name: invitee_name, email: invitee_email, timezone: zoneName };
  const others = listed.filter(({ email }) => email.toLowerCase() !== invitee_email.toLowerCase());
  if (others.length > 0) return { attendees: [invitee, ...others] };
  return { invitee_name, invitee_email, invitee_timezone: zoneName };
}

/** How many spots they take. */
export const sizeOf = ({ attendees }: Party): number => attendees?.length ?? 1;

/** Under whose address the booking is found again. */
export const emailOf = ({ attendees, invitee_email = '' }: Party): string =>
  attendees?.[0]?.email ?? invitee_email;
