import { isApiError } from '@astrocal/sdk';
import { z } from 'zod';
import { chooseEventType } from '../choose-event-type.ts';
import { explainError } from '../explain-error.ts';
import { duration, eventTypeId, inviteeTimezone, notes } from '../fields.ts';
import { joinOnce } from '../join-once.ts';
import { presentEntry, sayEntry, waitlistEntryShape, wireTime } from '../present.ts';
import { ToolProblem } from '../problem.ts';
import { instantNear, readInstant, readZone } from '../read-times.ts';
import { plain, quoted } from '../safe-text.ts';
import { adds, defineTool } from '../tool.ts';

const input = z.strictObject({
  event_type_id: eventTypeId,
  invitee_name: z.string().describe('The name of the person who waits. Required.').optional(),
  invitee_email: z.string().describe('Their e-mail address. Required.').optional(),
  invitee_timezone: inviteeTimezone.default('UTC'),
  start_time: z
    .string()
    .describe(
      'The taken time to wait for, with a UTC offset: one of the full_slots of check_availability. Left out: any time.',
    )
    .optional(),
  duration_minutes: duration,
  notes,
  name: z.string().describe('The same as invitee_name.').optional(),
  email: z.string().describe('The same as invitee_email.').optional(),
  preferred_times: z
    .union([z.string(), z.array(z.string()).max(20)])
    .describe(
      'Times that would suit, in words. They are kept in the notes for the host and do not narrow what is waited for.',
    )
    .optional(),
});

export const joinWaitlist = defineTool({
  name: 'join_waitlist',
  title: 'Join the waitlist',
  description:
    'Puts a person in line for a time that is taken, or for any. A spot that opens is booked for the first in line by itself, and they are told by mail. What can be booked is not waited for: book it. Calling again with the same arguments gives the same place.',
  input,
  output: { waitlist_entry: waitlistEntryShape, message: z.string() },
  hints: adds,
  async run(context, args) {
    const at = instantNear(args.start_time, context.now());
    const zone = readZone('invitee_timezone', args.invitee_timezone, at);
    const body = readPerson(args);
    const start = args.start_time === undefined ? null : readInstant('start_time', args.start_time, zone);
    const type = await chooseEventType(context, args.event_type_id);
    if (!type.waitlist_enabled)
      throw new ToolProblem(
        `${quoted(type.title)} has no waitlist. Look for a free time with check_availability, or tell the user that the host can switch the waitlist on.`,
      );
    try {
      const entry = await joinOnce(context.astrocal, {
        event_type_id: type.id,
        ...body,
        invitee_timezone: zone.name,
        ...(start !== null && { start_time: wireTime(start) }),
      });
      const message = `Waiting for ${quoted(type.title)}: ${sayEntry(entry)}. A spot that opens is booked by itself; check_waitlist tells how it stands.`;
      return { zone, text: message, data: { waitlist_entry: presentEntry(entry), message } };
    } catch (error) {
      if (isApiError(error, 'conflict'))
        throw new ToolProblem(
          `${plain(error.message, 600)} To book, call find_and_book or create_booking; to see who waits, check_waitlist.`,
          { code: error.code },
        );
      throw explainError(error, { zone, keyAdvice: context.keyAdvice });
    }
  },
});

/** The person and their wishes, under either name of an argument. Throws a Problem where one is missing. */
function readPerson(args: z.output<typeof input>) {
  const invitee_name = args.invitee_name ?? args.name;
  const invitee_email = args.invitee_email ?? args.email;
  if (invitee_name === undefined || invitee_email === undefined)
    throw new ToolProblem(
      `${invitee_name === undefined ? 'invitee_name' : 'invitee_email'}: is required. Ask the person; never make one up.`,
    );
  const wishes = args.preferred_times === undefined ? [] : [args.preferred_times].flat();
  const allNotes = [args.notes, wishes.length > 0 && `Preferred times: ${wishes.join('; ')}`]
    .filter(Boolean)
    .join('\n');
  return {
    invitee_name,
    invitee_email,
    ...(args.duration_minutes !== undefined && { duration_minutes: args.duration_minutes }),
    ...(allNotes !== '' && { notes: allNotes }),
  };
}
